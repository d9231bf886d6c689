"""The minutes of a meeting come before a meeting, which approves them by a vote."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.asks import Row
from unionhall.kernel.procedures.work import current
from unionhall.rooms.assembly.meeting import agenda
from unionhall.rooms.assembly.models import Item
from unionhall.rooms.assembly.procedure.agenda import STILL
from unionhall.rooms.assembly.procedure.meetings import meetings, prepares

OVER = ("over", "escalated", "reported")


def _unapproved(matter: Matter, actor: Actor) -> Iterator[tuple[Matter, Any]]:
    """The meetings of the same congress whose minutes no vote has approved yet, the last first."""
    if not matter.pk:
        return iter(())
    found = Matter.objects.filter(
        room=matter.room,
        kind=matter.kind,
        state__in=OVER,
        meeting__term=matter.meeting.term_id,
        minutes_approval=None,
    )
    near = found.exclude(pk__in=matter.items.exclude(minutes_of=None).values("minutes_of"))
    rows = near.select_related("meeting").order_by("-meeting__starts_at")[:20]
    return ((each, f"{each.meeting.name} ({each.reference})") for each in rows)


@meetings.move(
    source=STILL,
    target=None,
    allowed=prepares,
    title=_("Have minutes approved"),
    sentence=_("{actor} put the minutes of {minutes} on the agenda."),
    asks={"minutes_of": Row(label=_("Of which meeting?"), among=_unapproved)},
    tells=False,
    style="rare",
)
def put_minutes(matter: Matter, *, actor: Person, minutes_of: Matter) -> dict[str, Any]:
    """The meeting votes on them as an item of its agenda. Once they are approved nothing in them changes."""
    item = Item(
        meeting=matter,
        number=agenda.last_number(matter) + 1,
        position=agenda.next_position(matter, None),
        name=str(_("Minutes: %(name)s") % {"name": minutes_of.meeting.name}),
        kind=Item.Kind.MINUTES,
        minutes_of=minutes_of,
        minutes=5,
    )
    current().add(item)
    return {"minutes": minutes_of.reference, "item": item.number}
