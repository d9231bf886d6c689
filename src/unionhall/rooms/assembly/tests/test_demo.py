"""The demo union's congress: a session that was held, and one that sits with two thirds of it over."""

import pytest
from django.test import Client

from unionhall import demo
from unionhall.demo import sign_ins
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.assembly.archive import verification, writing
from unionhall.rooms.assembly.minutes.drafting import draft
from unionhall.rooms.assembly.models import Amendment, Mandate, Presence, PublicPromise, SecretVote
from unionhall.rooms.assembly.sitting.sitting import How, Outcome
from unionhall.rooms.assembly.tests.deciding import sitting

pytestmark = pytest.mark.django_db
FIRST, TODAY = "First session of the first congress", "Second session of the first congress"


@pytest.fixture(scope="module", autouse=True)
def _riverbend(lasting_db: None) -> None:
    demo.load()


def session(name: str) -> Matter:
    found: Matter = Matter.objects.select_related("meeting__term", "place").get(meeting__name=name)
    return found


def motions(meeting: Matter) -> dict[str, str]:
    """The states of the motions on an agenda, by their names."""
    on = Matter.objects.filter(on_agendas__meeting=meeting).select_related("motion")
    return {each.motion.name: each.state for each in on}


def test_thirty_delegates_sit_by_places_and_two_stand_by() -> None:
    held = Mandate.objects.filter(standing_by=None)
    assert (held.count(), held.values("constituency").distinct().count()) == (30, 10)
    assert Mandate.objects.exclude(standing_by=None).count() == 2
    assert held.filter(person__email=sign_ins.login("steward")).exists()


def test_the_first_session_is_over_with_approved_minutes_and_a_promise() -> None:
    first = session(FIRST)
    assert first.state == "reported"
    assert sorted(motions(first).values()) == ["answered", "refused"]
    minutes = draft(first)
    assert minutes.approval is not None
    assert minutes.approval.decided_in == session(TODAY)
    assert minutes.approval.digest == minutes.digest
    answered = Matter.objects.get(on_agendas__meeting=first, state="answered")
    assert PublicPromise.objects.get(source=answered).matter.is_open


def test_its_log_has_the_time_of_the_meeting_and_its_archive_is_right() -> None:
    first = session(FIRST)
    told = draft(first).account
    assert told.begun_at is not None
    assert told.closed_at is not None
    assert (told.closed_at - told.begun_at).total_seconds() == 115 * 60
    assert told.begun_at > first.meeting.starts_at
    changes = told.sitting.quorum_changes
    assert [(each.present, each.is_there) for each in changes] == [(26, True), (18, False), (25, True)]
    report = verification.verify(writing.write(first))
    assert report.faults == []
    assert [(each.yes, each.outcome) for each in report.sitting.decisions] == [
        (24, Outcome.ADOPTED),
        (8, Outcome.REFUSED),
    ]


def test_a_motion_that_was_decided_was_decided_on_that_day() -> None:
    first = session(FIRST)
    for motion in Matter.objects.filter(on_agendas__meeting=first):
        decided = Entry.objects.get(stream=motion.stream, event__in=["assembly.adopt", "assembly.refuse"])
        assert decided.occurred_at.date() == first.meeting.starts_at.date()


def test_today_two_thirds_are_over_with_a_quorum_and_speakers_wait() -> None:
    today = session(TODAY)
    now = sitting(today)
    assert today.state == "sitting"
    assert (len(now.done), today.items.count(), now.item) == (4, 6, 5)
    assert (now.present, now.has_quorum, Presence.objects.filter(meeting=today).count()) == (27, True, 27)
    assert [each.vote.how for each in now.decisions] == [How.HANDS, How.NAMES]
    assert now.speakers.order() == [14, 4, 16, 26]
    assert [*motions(today).values()].count("on_agenda") == 2
    assert Amendment.objects.get().stands == Amendment.Stands.OPEN


def test_the_vital_motion_waits_for_its_secret_vote_and_binds_nobody(client: Client) -> None:
    vote = SecretVote.objects.get()
    motion = Matter.objects.get(on_agendas=vote.item)
    assert (vote.vote, motion.state) == (None, "on_agenda")
    client.force_login(Person.objects.get(email=sign_ins.login("member")))
    assert "Not binding" in client.get(f"/matters/{motion.reference}/").text


@pytest.mark.parametrize("role", ["congress_chair", "congress_secretary", "door_steward"])
def test_its_officers_can_sign_in(role: str) -> None:
    assert role in demo.credentials()["sign_in"]
