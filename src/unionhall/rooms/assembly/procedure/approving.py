"""What comes before a meeting beside motions: minutes to be approved, and what a joint meeting settled."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.asks import Row
from unionhall.kernel.procedures.work import current
from unionhall.rooms.assembly.meeting import agenda
from unionhall.rooms.assembly.models import Item, Meeting
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


def _provisional(matter: Matter, actor: Actor) -> Iterator[tuple[Matter, Any]]:
    """What joint meetings of the place settled and no congress has confirmed; none for other meetings."""
    if not matter.pk or matter.meeting.kind != Meeting.Kind.CONGRESS:
        return iter(())
    found = Matter.objects.filter(
        room=matter.room,
        kind="joint_decision",
        state="provisional",
        jointdecision__authority__place=matter.place_id,
    )
    left = found.exclude(pk__in=matter.items.exclude(joint=None).values("joint"))
    rows = left.select_related("jointdecision").order_by("jointdecision__since", "pk")
    return ((each, f"{each.jointdecision.title} ({each.reference})") for each in rows)


@meetings.move(
    source=STILL,
    target=None,
    allowed=prepares,
    title=_("Have a joint decision confirmed"),
    sentence=_("{actor} put {joint}, which a joint meeting settled, on the agenda."),
    asks={"joint": Row(label=_("What did a joint meeting settle?"), among=_provisional)},
    tells=False,
    style="rare",
)
def put_joint(matter: Matter, *, actor: Person, joint: Matter) -> dict[str, Any]:
    """The congress votes on it as an item of its agenda. Without a vote that adopts it, it lapses."""
    item = Item(
        meeting=matter,
        number=agenda.last_number(matter) + 1,
        position=agenda.next_position(matter, None),
        name=joint.jointdecision.title,
        kind=Item.Kind.OTHER,
        joint=joint,
    )
    current().add(item)
    return {"joint": joint.reference, "item": item.number}
