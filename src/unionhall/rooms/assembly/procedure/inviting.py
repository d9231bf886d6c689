"""Delegates are reminded of a meeting some days ahead of it."""

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Hall
from unionhall.kernel.procedures.declaration import NOTHING
from unionhall.kernel.procedures.predicates import is_hall
from unionhall.rooms.assembly.meeting import seats
from unionhall.rooms.assembly.procedure.meetings import meetings


def delegates(matter: Matter) -> list[int]:
    """Ids of all who hold a seat or stand by for one, and can sign in."""
    entitled = seats.entitled(matter.meeting.term).filter(person__is_active=True)
    return list(entitled.values_list("person", flat=True).distinct())


@meetings.move(
    source=("called",),
    target=None,
    allowed=is_hall,
    title=_("Remind the delegates"),
    sentence=_("The hall reminded the delegates that the meeting is near."),
    tells_whom=delegates,
    lost=NOTHING,
)
def remind_delegates(matter: Matter, *, actor: Hall) -> None:
    """Whoever holds a seat, or stands by for one, reads that the meeting is near."""
