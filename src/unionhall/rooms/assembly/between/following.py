"""What a delegate said and how they voted in open votes, as the logs of closed meetings have it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.assembly.between.adopted import OVER
from unionhall.rooms.assembly.models import Item, Log, Mandate, Term, Voice
from unionhall.rooms.assembly.sitting import events

LATEST = 6
MINUTE = timedelta(minutes=1)
ENDS = (events.Given, events.Ended, events.ItemCalled, events.ItemDone, events.Closed)
TOLD = [each.name() for each in (*ENDS, events.VoteOpened, events.VoteCounted)]


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


def said_in(meetings: Sequence[Matter], mandates: Collection[Mandate]) -> list[Said]:
    """What these mandates did in each of them, in four queries. A vote counts by the mandate, a speech by the
    seat, for whoever sat there.
    """
    pks, seats = [each.pk for each in meetings], {each.seat for each in mandates}
    names: dict[int, dict[int, str]] = defaultdict(dict)
    for meeting, number, name in Item.objects.filter(meeting__in=pks).values_list(
        "meeting", "number", "name"
    ):
        names[meeting][number] = name
    voices: dict[int, list[Voice]] = defaultdict(list)
    for each in Voice.objects.filter(meeting__in=pks, mandate__in=mandates).order_by("vote", "seat"):
        voices[each.meeting_id].append(each)
    told = _told(pks)
    return [
        Said(
            each,
            [speech for speech in _speeches(told[each.pk], names[each.pk]) if speech.seat in seats],
            list(_votes(told[each.pk], voices[each.pk], names[each.pk])),
        )
        for each in meetings
    ]


def _told(meetings: Collection[int]) -> dict[int, list[Entry]]:
    """The lines of each meeting that say who had the word and what was voted on."""
    streams = dict(Log.objects.filter(pk__in=meetings).values_list("stream", "pk"))
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in Entry.objects.filter(stream__in=list(streams), event__in=TOLD).order_by("stream", "number"):
        found[streams[entry.stream]].append(entry)
    return found


def _speeches(told: Collection[Entry], names: dict[int, str]) -> Iterator[Speech]:
    """Every speech of the meeting: it ends when it is said to, when another begins, or with the item."""
    item, seat, since = "", None, None
    for entry in told:
        kind = events.EVENTS[entry.event]
        if kind not in ENDS:
            continue
        if seat is not None and since is not None:
            yield Speech(seat, item, entry.occurred_at - since)
        seat = entry.payload["seat"] if kind is events.Given else None
        since = entry.occurred_at
        if kind is events.ItemCalled:
            item = names.get(entry.payload["item"], "")


def _votes(
    told: Collection[Entry], voices: Collection[Voice], names: dict[int, str]
) -> Iterator[dict[str, Any]]:
    """What they said in the votes that were counted."""
    lines = [(events.EVENTS[each.event], each.payload) for each in told]
    items = {said["vote"]: said["item"] for kind, said in lines if kind is events.VoteOpened}
    outcomes = {said["vote"]: said["outcome"] for kind, said in lines if kind is events.VoteCounted}
    for each in voices:
        if each.vote in outcomes:
            yield {
                "seat": each.seat,
                "item": names.get(items[each.vote], ""),
                "choice": each.get_choice_display(),
                "outcome": outcomes[each.vote],
            }
