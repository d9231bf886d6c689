"""A meeting that sat through a vote by name, for what is read of it afterwards."""

from typing import TYPE_CHECKING

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.assembly.meeting.log import locked, record
from unionhall.rooms.assembly.models import Item
from unionhall.rooms.assembly.procedure import meetings
from unionhall.rooms.assembly.sitting import events
from unionhall.rooms.assembly.tests.deciding import decide

if TYPE_CHECKING:
    from tests.town import Town

YES = 8


def write(matter: Matter, *lines: events.Event, actor: Person | None = None) -> None:
    """These lines into the log of the meeting."""
    with locked(matter) as log:
        for line in lines:
            record(log, line, actor=actor)


def sat(town: "Town") -> Matter:
    """Twelve delegates sit; seat 3 speaks; eight of them are for item 2, four against; it is closed."""
    congress = town.assembly.congress(12)
    matter = congress.sitting()
    Item.objects.filter(meeting=matter, number=2).update(subject="other")
    spoken = (events.ItemCalled(2), events.Asked(3, "speech", 1), events.Given(3), events.Ended(3))
    write(matter, *spoken, actor=congress.leader)
    decide(congress, matter, ["yes"] * YES + ["no"] * (12 - YES), item=2)
    write(matter, events.ItemDone(2), actor=congress.leader)
    return meetings.close(matter, actor=congress.leader)
