"""Delegates are invited with a file for their calendar, reminded ahead, and told when it moves."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.test import Client
from icalendar import Calendar

from tests.proving import proved, signed_in
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.letters import letter, told
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.clock import tick
from unionhall.rooms.assembly.procedure import meetings

if TYPE_CHECKING:
    from tests.town import Town


def invitation(person: Person) -> tuple[str, Any] | None:
    """The method and the meeting in the newest letter to somebody, if there is one."""
    notices = Notice.objects.filter(person=person).select_related("matter", "topic").order_by("-pk")[:1]
    for _name, content, kind in letter(told(notices, person), person).attachments:
        (event,) = Calendar.from_ical(content).walk("VEVENT")
        assert kind == f"text/calendar; method={Calendar.from_ical(content)['METHOD']}"
        return str(Calendar.from_ical(content)["METHOD"]), event
    return None


def move(matter: Matter, actor: Person, days: int) -> Matter:
    starts_at = (matter.meeting.starts_at + timedelta(days=days)).replace(tzinfo=None)
    return meetings.move_it(
        matter,
        actor=actor,
        where="The other hall",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
    )


def test_the_call_brings_a_delegate_the_meeting_and_a_member_the_news(town: "Town") -> None:
    congress = town.assembly.congress(2)
    meetings.call(congress.meeting(), actor=congress.leader)
    found = invitation(congress.mandates[0].person)
    assert found is not None
    method, event = found
    assert (method, event["SEQUENCE"], event["STATUS"]) == ("PUBLISH", 0, "CONFIRMED")
    assert event["SUMMARY"] == "Spring meeting"
    assert Notice.objects.filter(person=town.neighbour, event="assembly.call").exists()
    assert invitation(town.neighbour) is None


def test_it_is_moved_and_called_off_under_the_same_name_with_a_higher_sequence(town: "Town") -> None:
    congress = town.assembly.congress(2)
    delegate = congress.mandates[0].person
    matter = meetings.call(congress.meeting(), actor=congress.leader)
    first = invitation(delegate)
    matter = move(matter, congress.leader, 3)
    moved = invitation(delegate)
    meetings.cancel(matter, actor=congress.leader, text="The hall burned down.")
    off = invitation(delegate)
    assert first
    assert moved
    assert off
    assert first[1]["UID"] == moved[1]["UID"] == off[1]["UID"]
    assert [each[1]["SEQUENCE"] for each in (first, moved, off)] == [0, 1, 2]
    assert moved[1]["LOCATION"] == "The other hall"
    assert (off[0], off[1]["STATUS"]) == ("CANCEL", "CANCELLED")


def test_a_letter_is_read_as_a_calendar_by_its_type(town: "Town") -> None:
    congress = town.assembly.congress(2)
    meetings.call(congress.meeting(), actor=congress.leader)
    person = congress.mandates[0].person
    notices = Notice.objects.filter(person=person).select_related("matter", "topic")
    parts = list(letter(told(notices, person), person).message().walk())
    assert parts[-1].get_content_type() == "text/calendar"
    assert parts[-1].get_param("method") == "PUBLISH"


def test_delegates_are_reminded_ahead_and_only_they(town: "Town") -> None:
    congress = town.assembly.congress(2)
    matter = meetings.call(congress.meeting(), actor=congress.leader)
    reminder = matter.deadlines.get(rule="assembly.reminder")
    assert reminder.due_at is not None
    ahead = matter.meeting.starts_at.date() - reminder.due_at.date()
    assert ahead == timedelta(days=2)
    tick(reminder.due_at + timedelta(minutes=1))
    reminded = Notice.objects.filter(event="assembly.remind_delegates")
    assert {each.person for each in reminded} == {
        *(each.person for each in congress.mandates),
        matter.handler,
    }
    assert Entry.objects.filter(stream=matter.stream, event="assembly.remind_delegates").count() == 1
    found = invitation(congress.mandates[1].person)
    assert found is not None


def test_a_called_meeting_stands_in_every_members_own_calendar(town: "Town") -> None:
    congress = town.assembly.congress(2)
    address = proved(town.neighbour).post("/mediation/calendar/", {"begin": "1"}).context["address"]
    path = f"/{address.split('/', 3)[3]}"
    matter = congress.meeting()
    assert "VEVENT" not in Client().get(path).content.decode()
    meetings.call(matter, actor=congress.leader)
    (event,) = Calendar.from_ical(Client().get(path).content).walk("VEVENT")
    assert event["SUMMARY"] == "Spring meeting"


def test_anybody_who_reads_it_takes_it_into_their_calendar(town: "Town") -> None:
    matter = town.assembly.congress(2).meeting()
    client = signed_in(town.neighbour)
    (event,) = Calendar.from_ical(client.get(f"/assembly/{matter.reference}/meeting.ics").content).walk(
        "VEVENT"
    )
    assert str(event["UID"]).startswith(matter.reference)
