"""What a member sees of their delegates: who they are, what they did, and what they owe."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.models import Membership, Person
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.opening import new_matter
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.assembly import due
from unionhall.rooms.assembly.between import reporting
from unionhall.rooms.assembly.meeting import log
from unionhall.rooms.assembly.models import Meeting, ReportBack, Voice
from unionhall.rooms.assembly.procedure import asking_delegates, meetings
from unionhall.rooms.assembly.sitting import events

if TYPE_CHECKING:
    from tests.town import Town

DAY = timedelta(days=1)


def held(town: "Town") -> Matter:
    """A congress that is over: seat 1 spoke and voted yes by name, seat 2 no."""
    congress = town.assembly.congress(3)
    matter = congress.sitting("Opening", "Pay")
    said = [
        events.ItemCalled(2), events.Asked(1, "speech", 1), events.Given(1), events.Ended(1),
        events.VoteOpened(1, 2, "ordinary", "names", "", ""),
    ]  # fmt: skip
    with log.locked(matter) as kept:
        for line in said:
            log.record(kept, line, actor=congress.leader)
        for mandate, choice in zip(congress.mandates, ("yes", "no"), strict=False):
            Voice.objects.create(meeting=matter, vote=1, mandate=mandate, seat=mandate.seat, choice=choice)
        log.record(kept, events.VoteCounted(1, 1, 1, 1, "", "refused"), actor=congress.leader)
    matter = meetings.close(matter, actor=congress.leader)
    Meeting.objects.filter(pk=matter.pk).update(ends_at=timezone.now())
    found: Matter = Matter.objects.select_related("meeting", "place").get(pk=matter.pk)
    return found


def test_a_member_reads_who_sits_for_them_what_they_said_and_how_they_voted(
    town: "Town", client: Client
) -> None:
    held(town)
    client.force_login(town.member)
    page = client.get("/assembly/mine/").text
    assert "Seat 1 (North) on “Pay”, 1 minute" in page
    assert "Dele Gate 1: <strong>Yes</strong> · “Pay” · not adopted" in page
    assert "Dele Gate 2: <strong>No</strong>" in page


def test_another_constituency_has_nobody_there(town: "Town", client: Client) -> None:
    held(town)
    client.force_login(town.volunteer)
    page = client.get("/assembly/mine/").text
    assert "Nobody sits in a congress for your place" in page
    assert "Dele Gate" not in page


def ask(town: "Town") -> Matter:
    begun = new_matter(asking_delegates.ask_delegate, town.north, subject=town.member)
    mandate = town.assembly.mandates[0]
    return asking_delegates.ask_delegate(
        begun, actor=town.member, mandate=mandate, asked="Why did you say yes?"
    )


def test_a_question_to_a_delegate_is_theirs_to_answer_and_nobody_elses_to_read(
    town: "Town", client: Client
) -> None:
    held(town)
    matter, delegate = ask(town), town.assembly.mandates[0].person
    assert matter.handler == delegate
    client.force_login(town.neighbour)
    assert client.get(f"/matters/{matter.reference}/").status_code == 404
    matter = asking_delegates.answer_member(matter, actor=delegate, text="Because of you.")
    client.force_login(town.member)
    assert "Because of you." in client.get(f"/matters/{matter.reference}/").text


def test_another_delegate_neither_reads_nor_answers_it(town: "Town", client: Client) -> None:
    held(town)
    matter, other = ask(town), town.assembly.mandates[1].person
    client.force_login(other)
    assert client.get(f"/matters/{matter.reference}/").status_code == 404
    with pytest.raises(NotAllowed):
        asking_delegates.answer_member(matter, actor=other, text="No.")


def test_a_delegate_who_does_not_answer_is_reported_to_whoever_leads(town: "Town") -> None:
    held(town)
    matter = ask(town)
    clock.tick(timezone.now() + 9 * DAY)
    matter = Matter.objects.select_related("handler", "place").get(pk=matter.pk)
    assert (matter.state, matter.handler) == ("escalated", town.assembly.leader)


def test_a_member_asks_at_the_door_only_their_own_delegates(town: "Town", client: Client) -> None:
    held(town)
    client.force_login(town.member)
    said = {"mandate": town.assembly.mandates[2].pk, "asked": "And what now?", "place": town.north.pk}
    client.post("/assembly/ask-delegate/", said)
    assert Matter.objects.get(kind="delegate_question").handler == town.assembly.mandates[2].person
    client.force_login(town.outsider)
    client.post("/assembly/ask-delegate/", {**said, "place": town.harbour.pk})
    assert Matter.objects.filter(kind="delegate_question").count() == 1


def count(person: Person) -> int:
    with connection.cursor() as cursor:
        cursor.execute(due.COUNT, {"person": person.pk, "now": timezone.now()})
        return int(cursor.fetchone()[0])


def test_a_delegate_reports_back_once_asked_for_it(town: "Town", client: Client) -> None:
    matter, delegate = held(town), town.assembly.mandates[0].person
    assert (count(delegate), len(reporting.missing(delegate))) == (1, 1)
    client.force_login(delegate)
    assert "Report back: Spring meeting" in client.get("/").text
    address = f"/assembly/mine/{matter.reference}/"
    assert client.post(address, {"text": ""}).status_code == 422
    for text in ("Nothing came of it.", "Half of it came."):
        client.post(address, {"text": text})
    assert ReportBack.objects.get().text == "Half of it came."
    assert (count(delegate), reporting.missing(delegate)) == (0, [])
    client.force_login(town.member)
    assert "Half of it came." in client.get("/assembly/mine/").text
    assert "Half of it came." in client.get(f"/matters/{matter.reference}/").text


def test_nobody_else_reports_on_it(town: "Town", client: Client) -> None:
    matter = held(town)
    client.force_login(town.member)
    assert client.get(f"/assembly/mine/{matter.reference}/").status_code == 404


def test_whoever_owes_a_report_is_reminded_once_ahead_of_the_last_day(town: "Town") -> None:
    matter = held(town)
    reporting.write(matter, town.assembly.mandates[0], "Nothing.")
    assert reporting.remind_all(timezone.now() + 5 * DAY) == 0
    assert [reporting.remind_all(timezone.now() + days * DAY) for days in (12, 13)] == [1, 0]
    told = set(Notice.objects.filter(event=reporting.REMINDED).values_list("person", flat=True))
    assert told == {each.person_id for each in town.assembly.mandates[1:]}


def test_the_front_door_says_in_one_line_that_a_congress_was_held(town: "Town", client: Client) -> None:
    held(town)
    client.force_login(town.member)
    assert client.get("/").text.count("What came of: Spring meeting") == 1
    Meeting.objects.update(starts_at=timezone.now() - 20 * DAY, ends_at=timezone.now() - 19 * DAY)
    assert "Spring meeting" not in client.get("/").text


def test_who_moved_away_is_no_member_there_any_more(town: "Town", client: Client) -> None:
    held(town)
    Membership.objects.filter(person=town.member).update(
        from_on=timezone.localdate() - 9 * DAY, until_on=timezone.localdate() - DAY
    )
    client.force_login(town.member)
    assert "Dele Gate" not in client.get("/assembly/mine/").text
