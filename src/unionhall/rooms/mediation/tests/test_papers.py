"""Agreement, file for arbitration and meeting: each for those whom it concerns, and nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from tests.proving import proved, signed_in
from tests.town import person
from unionhall.instruments.papers.tests.reading import text as text_of
from unionhall.kernel.journal.chain import append
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.erasing import erase
from unionhall.kernel.privacy.models import Access
from unionhall.rooms.mediation.models import Draft, Feed, Promise, Seat, Slot
from unionhall.rooms.mediation.procedure import agreeing, going_on, promises, talking
from unionhall.rooms.mediation.tests.dispute import CLAIM, Scene, later
from unionhall.rooms.mediation.tests.knocking import read


@pytest.fixture
def agreed(scene: Scene) -> Scene:
    """Signed by all three, and a meeting stands in the calendar."""
    scene.ask()
    scene.choose()
    talking.confide(scene.fresh(), actor=scene.member, text="I would take three hundred.")
    meet(scene)
    scene.agree()
    return scene


def meet(scene: Scene) -> None:
    time = talking.Time(later(2), later(2) + timedelta(hours=1), "Room 4")
    talking.propose_times(scene.fresh(), actor=scene.mediator, times=[time])
    number = Slot.objects.get(matter=scene.matter).number
    for actor in (scene.member, scene.other):
        talking.choose_times(scene.fresh(), actor=actor, chosen=[number])


def paper(scene: Scene, client: Client, name: str, **query: str) -> Any:
    return client.get(f"/mediation/papers/{scene.matter.reference}/{name}/", query)


def guest_paper(scene: Scene, name: str, **form: str) -> Any:
    return Client(enforce_csrf_checks=True).post(f"/mediation/papers/{name}/", {"code": scene.code, **form})


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Agreement"), ("zh-hans", "协议"), ("zh-hant", "協議")]
)
def test_the_agreement_has_a_form_in_each_language(agreed: Scene, language: str, word: str) -> None:
    found = paper(agreed, proved(agreed.member), "agreement", **{"in": language})
    assert found["Content-Type"] == "application/pdf"
    text = text_of(found.content)
    assert word in text
    assert "The overtime is paid." in text
    same = guest_paper(agreed, "agreement", **{"in": language})
    assert text_of(same.content) == text


def test_the_mediator_who_signed_stays_named_whoever_has_the_dispute_since(agreed: Scene) -> None:
    (promise,) = promises.open_promises(agreed.matter)
    agreeing.report_broken(agreed.fresh(), actor=agreed.member, promise=promise, text="Nothing came.")
    going_on.go_up(agreed.fresh(), actor=agreed.member)
    member, since = proved(agreed.member), agreed.fresh().handler
    signatures = text_of(paper(agreed, member, "agreement").content).partition("Signatures")[2]
    signed = read(member.get(f"/matters/{agreed.matter.reference}/")).partition("Signed by")[2]
    for where in (signatures, signed.partition("</dd>")[0]):
        assert agreed.mediator.name in where
        assert since
        assert since.name not in where


def test_the_file_goes_along_without_what_was_said_in_confidence(agreed: Scene) -> None:
    text = " ".join(text_of(paper(agreed, proved(agreed.member), "file").content).split())
    assert "Case file for arbitration" in text
    assert "To the arbitration body" in text
    assert CLAIM in text
    assert "three hundred" not in text


def test_the_file_is_for_the_side_that_asked_and_who_has_it_in_hand(agreed: Scene) -> None:
    assert paper(agreed, proved(agreed.mediator), "file").status_code == 200
    assert guest_paper(agreed, "file").status_code == 404
    assert "The file for arbitration" in read(
        proved(agreed.member).get(f"/matters/{agreed.matter.reference}/")
    )
    theirs = read(Client().post("/receipt/", {"code": agreed.code}, follow=True))
    assert "file for arbitration" not in theirs


@pytest.mark.parametrize("name", ["agreement", "file", "meeting", "letter", "cake"])
def test_a_stranger_who_guesses_addresses_gets_nothing(agreed: Scene, name: str) -> None:
    address = f"/mediation/papers/{agreed.matter.reference}/{name}/"
    assert proved(agreed.town.outsider).get(address).status_code == 404
    assert proved(agreed.town.steward).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert signed_in(agreed.mediator).get(address).status_code == 302
    assert (
        Client().post(f"/mediation/papers/{name}/", {"code": "7KQ2-M9XD-PT4H-3WVB-CR8N"}).status_code == 404
    )
    assert Client().get(f"/mediation/papers/{name}/").status_code == 405


def test_a_request_of_another_room_has_no_papers_here(agreed: Scene) -> None:
    request = agreed.town.desk.ask()
    assert proved(agreed.member).get(f"/mediation/papers/{request.reference}/file/").status_code == 404


def test_opening_a_paper_is_written_down(agreed: Scene) -> None:
    paper(agreed, proved(agreed.mediator), "agreement")
    opened = Access.objects.filter(reader=agreed.mediator.uid, purpose="file")
    assert [each.what for each in opened] == [f"{agreed.matter.reference} / agreement"]


def test_the_meeting_names_nobody(agreed: Scene) -> None:
    for answer in (paper(agreed, proved(agreed.member), "meeting"), guest_paper(agreed, "meeting")):
        (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
        assert (event["LOCATION"], event["SEQUENCE"]) == ("Room 4", 0)
        assert agreed.matter.reference in str(event["SUMMARY"])
        for name in ("Frank", agreed.member.name, agreed.mediator.name, "Overtime"):
            assert name not in answer.content.decode()


def test_a_feed_has_an_address_that_only_its_person_knows_and_can_end(agreed: Scene) -> None:
    member = proved(agreed.member)
    first = member.post("/mediation/calendar/", {"begin": "1"}).context["address"]
    assert first.endswith(".ics")
    assert first not in read(member.get("/mediation/calendar/"))
    path = first.removeprefix("https://").removeprefix("http://").partition("/")[2]
    fetched = Client().get(f"/{path}")
    assert agreed.matter.reference in fetched.content.decode()
    assert Client().get("/mediation/calendar/guessed.ics").status_code == 404
    second = member.post("/mediation/calendar/", {"begin": "1"}).context["address"]
    assert Client().get(f"/{path}").status_code == 404
    assert second != first
    member.post("/mediation/calendar/", {"end": "1"})
    assert not Feed.objects.exists()


def test_a_meeting_at_another_time_has_a_higher_sequence(agreed: Scene) -> None:
    """As when both chose once more: the entry is that of the move."""
    matter = agreed.fresh()
    dispute = matter.dispute
    assert dispute.meets_at
    before = Entry.objects.filter(stream=matter.stream, event="mediation.choose_times").count()
    again = append(
        matter,
        "mediation.choose_times",
        actor=None,
        occurred_at=matter.opened_at,
        recorded_at=matter.opened_at,
        payload={"meets_at": dispute.meets_at.isoformat()},
    )
    again.save()
    assert Entry.objects.filter(stream=matter.stream, event="mediation.choose_times").count() == before + 1
    (event,) = Calendar.from_ical(paper(agreed, proved(agreed.member), "meeting").content).walk("VEVENT")
    assert event["SEQUENCE"] == 1


def test_a_feed_says_only_ones_own_meetings(agreed: Scene) -> None:
    stranger = person("Stra Nger", agreed.town.north)
    address = proved(stranger).post("/mediation/calendar/", {"begin": "1"}).context["address"]
    empty = Calendar.from_ical(Client().get(address[address.index("/mediation") :]).content)
    assert (empty.walk("VEVENT"), len(empty.walk("VTIMEZONE"))) == ([], 1)
    assert str(empty["X-WR-CALNAME"]) == str(empty["NAME"]) == "Meetings"
    assert Client().get("/mediation/calendar/").status_code == 302


def test_a_dispute_that_is_erased_leaves_no_words_or_people(agreed: Scene) -> None:
    promise = Promise.objects.get()
    agreeing.confirm_promise(agreed.fresh(), actor=agreed.member, promise=promise)
    agreeing.close(agreed.fresh(), actor=agreed.member)
    assert erase(agreed.matter.pk, timezone.now())
    for model in (Draft, Promise, Seat, Slot):
        assert not model._default_manager.exists(), model
    assert guest_paper(agreed, "agreement").status_code == 404
