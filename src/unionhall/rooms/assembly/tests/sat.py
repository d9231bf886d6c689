"""A meeting that sat through a vote by name, for what is read of it afterwards."""

from typing import TYPE_CHECKING

from unionhall.kernel.matters.models import Matter
from unionhall.rooms.assembly.meeting.log import locked, record
from unionhall.rooms.assembly.models import Voice
from unionhall.rooms.assembly.procedure import meetings
from unionhall.rooms.assembly.sitting import events, proofs
from unionhall.rooms.assembly.sitting.sitting import How, Outcome

if TYPE_CHECKING:
    from tests.town import Town

YES = 8


def write(matter: Matter, *lines: events.Event, actor: object = None) -> None:
    """These lines into the log of the meeting."""
    with locked(matter) as log:
        for line in lines:
            record(log, line, actor=actor)  # type: ignore[arg-type]


def sat(town: "Town", *, about: str = "") -> Matter:
    """Twelve delegates sit; seat 3 speaks; eight of them are for item 2, four against; it is closed."""
    congress = town.assembly.congress(12)
    matter = congress.sitting()
    write(
        matter,
        events.ItemCalled(2),
        events.Asked(3, "speech", 1),
        events.Given(3),
        events.Ended(3),
        events.VoteOpened(1, 2, "vital", How.NAMES, about, ""),
        actor=congress.leader,
    )
    said = [(each.seat, "yes" if each.seat <= YES else "no") for each in congress.mandates]
    for mandate, (seat, choice) in zip(congress.mandates, said, strict=True):
        Voice.objects.create(meeting=matter, vote=1, mandate=mandate, seat=seat, choice=choice)
    counted = events.VoteCounted(1, YES, 12 - YES, 0, proofs.of_list(said), Outcome.ADOPTED)
    write(matter, counted, events.ItemDone(2), actor=congress.leader)
    return meetings.close(matter, actor=congress.leader)
