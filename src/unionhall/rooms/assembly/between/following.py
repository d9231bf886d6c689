"""What a delegate said and how they voted in open votes, as the logs of closed meetings have it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from unionhall.kernel.matters.models import Matter
from unionhall.rooms.assembly.between.adopted import OVER
from unionhall.rooms.assembly.meeting.log import following, lines
from unionhall.rooms.assembly.models import Item, Log, Mandate, Term, Voice
from unionhall.rooms.assembly.sitting import events

LATEST = 6
MINUTE = timedelta(minutes=1)


@dataclass
class Speech:
    """A seat had the word on an item, for so long."""

    seat: int
    item: str
    lasted: timedelta

    @property
    def minutes(self) -> int:
        """Begun minutes."""
        return max(-(-self.lasted // MINUTE), 1)


@dataclass
class Said:
    """What the delegates of some seats did in one meeting: how they spoke, and how they voted by name."""

    meeting: Matter
    speeches: list[Speech] = field(default_factory=list)
    votes: list[dict[str, Any]] = field(default_factory=list)


def latest(term: Term) -> list[Matter]:
    """The last meetings of a term that are over."""
    found = Matter.objects.filter(meeting__term=term, state__in=OVER).select_related(
        "meeting__series", "place"
    )
    return list(found.order_by("-meeting__starts_at", "-pk")[:LATEST])


def said_in(meeting: Matter, mandates: Collection[Mandate]) -> Said:
    """What these mandates did in it. A seat speaks for whoever holds it: a vote counts by the mandate."""
    names = dict(Item.objects.filter(meeting=meeting).values_list("number", "name"))
    log = Log.objects.get(pk=meeting.pk)
    seats = {each.seat for each in mandates}
    spoken = [each for each in _speeches(log, names) if each.seat in seats]
    return Said(meeting, spoken, _votes(log, mandates, names))


def _speeches(log: Log, names: dict[int, str]) -> Iterator[Speech]:
    """Every speech of the meeting: it ends when it is said to, when another begins, or with the item."""
    item, seat, since = "", None, None
    for entry in lines(log):
        kind = events.EVENTS[entry.event]
        if kind not in ENDS:
            continue
        if seat is not None and since is not None:
            yield Speech(seat, item, entry.occurred_at - since)
        seat = entry.payload["seat"] if kind is events.Given else None
        since = entry.occurred_at
        if kind is events.ItemCalled:
            item = names.get(entry.payload["item"], "")


ENDS = (events.Given, events.Ended, events.ItemCalled, events.ItemDone, events.Closed)


def _votes(log: Log, mandates: Collection[Mandate], names: dict[int, str]) -> list[dict[str, Any]]:
    with following(log) as sitting:
        decided = {each.vote.number: each for each in sitting.decisions}
    voices = Voice.objects.filter(meeting=log.pk, mandate__in=mandates).order_by("vote", "seat")
    return [
        {
            "seat": each.seat,
            "item": names.get(decided[each.vote].vote.item, ""),
            "choice": each.get_choice_display(),
            "outcome": decided[each.vote].outcome,
        }
        for each in voices
        if each.vote in decided
    ]
