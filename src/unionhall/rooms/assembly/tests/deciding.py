"""A congress that decides: votes by name, counted, for tests that need one behind them."""

from typing import TYPE_CHECKING

from unionhall.kernel.matters.models import Matter
from unionhall.rooms.assembly.meeting import log
from unionhall.rooms.assembly.models import Log
from unionhall.rooms.assembly.sitting.sitting import Decision, How, Sitting
from unionhall.rooms.assembly.voting import by_name, counting, opening

if TYPE_CHECKING:
    from unionhall.rooms.assembly.tests.town import Furniture


def adopted(congress: "Furniture", motion: Matter) -> Matter:
    """The motion, put before a meeting of its own and adopted by all who are there."""
    meeting = congress.sit(congress.agenda(motion))
    decide(congress, meeting, ["yes"] * len(congress.mandates))
    return Matter.objects.get(pk=motion.pk)


def open_by_name(congress: "Furniture", meeting: Matter, *, item: int = 3) -> int:
    found = meeting.items.get(number=item)
    return opening.open_vote(meeting, found, How.NAMES, actor=congress.leader)


def decide(congress: "Furniture", meeting: Matter, choices: list[str], *, item: int = 3) -> Decision:
    """A vote by name in which the first delegates say these choices."""
    number = open_by_name(congress, meeting, item=item)
    for mandate, choice in zip(congress.mandates, choices, strict=False):
        by_name.say(meeting, number, choice, person=mandate.person)
    counting.close(meeting, number, actor=congress.leader)
    return sitting(meeting).decisions[-1]


def sitting(meeting: Matter) -> Sitting:
    """The meeting as its log has it now."""
    with log.following(Log.objects.get(pk=meeting.pk)) as found:
        return found
