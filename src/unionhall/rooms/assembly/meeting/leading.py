"""What the chair does while the meeting sits, each by the line that the log keeps of it."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.assembly.meeting.log import following, locked, record
from unionhall.rooms.assembly.meeting.saying import SENTENCES, NotSo
from unionhall.rooms.assembly.models import Item
from unionhall.rooms.assembly.sitting import events
from unionhall.rooms.assembly.sitting.events import Event
from unionhall.rooms.assembly.sitting.sitting import Refused, Sitting

ACTS: Mapping[str, Callable[[int], Event]] = {
    "call": events.ItemCalled,
    "done": events.ItemDone,
    "pause": lambda number: events.Paused(),
    "resume": lambda number: events.Resumed(),
    "give": events.Given,
    "end": events.Ended,
    "strike": events.TookBack,
}
"""The acts by their names; the number is that of the item or the seat."""

DONE = {
    "call": _("Item {number} is dealt with now."),
    "give": _("Seat {number} has the word."),
    "strike": _("Seat {number} was taken off the list."),
}


def stands(sitting: Sitting) -> str:
    """Where the meeting stands, as far as whoever leads it must know before they act."""
    vote = sitting.vote.number if sitting.vote else 0
    return f"{sitting.stage}.{sitting.item or 0}.{sitting.speakers.now or 0}.{vote}"


def lead(matter: Matter, act: str, number: int, *, seen: str, actor: Person, key: UUID) -> str:
    """Do one of `ACTS`; what is so now, in words.

    1. Lock the log; what came once under the key is not done again.  2. Refuse what was meant for another
    state than the one that the chair had `seen`.  3. Write the line.
    Raises NotSo.
    """
    event = ACTS[act](number)
    try:
        with locked(matter) as log:
            if not Entry.objects.under(key).exists():
                with following(log) as sitting:
                    now = stands(sitting)
                _check(matter, act, number, is_seen=now == seen)
                record(log, event, actor=actor, key=key)
    except Refused as refused:
        raise NotSo(refused) from refused
    return str(DONE.get(act, SENTENCES[type(event)])).format(number=number, **event.says())


def _check(matter: Matter, act: str, number: int, *, is_seen: bool) -> None:
    if not is_seen:
        raise Refused("moved_on")
    if act == "call" and not Item.objects.filter(meeting=matter, number=number).exists():
        raise Refused("other_item")
