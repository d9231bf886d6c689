"""Where a meeting stands, taken out of what the log comes to, for pages to say in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.assembly.meeting import speaking
from unionhall.rooms.assembly.meeting.leading import stands
from unionhall.rooms.assembly.meeting.log import following
from unionhall.rooms.assembly.models import Log, Mandate, Presence
from unionhall.rooms.assembly.sitting.sitting import Sitting, Stage
from unionhall.rooms.assembly.sitting.speakers import Why

SHOWN = 12  # speakers, of whom the page names the first


@dataclass(frozen=True, slots=True)
class Speaker:
    """A seat on the list with the name of who sits there; `group` is the name of the constituency."""

    seat: int
    name: str
    group: str
    why: Why
    minutes: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in the log so far. `since`: when whoever speaks was given the word."""

    lines: int
    mark: str
    stage: Stage
    seats: int
    present: int
    needed: int
    has_quorum: bool
    item: int | None
    done: frozenset[int]
    now: Speaker | None
    since: datetime | None
    waiting: list[Speaker]
    more: int


def standing(matter: Matter, log: Log) -> Standing:
    """Where it stands now; names are those of who is in the seat, or who holds it."""
    with following(log) as sitting:
        has_begun = sitting.stage != Stage.CALLED
        order = sitting.speakers.order(SHOWN)
        queue = [(seat, sitting.speakers.waiting[seat][0]) for seat in order]
        now, why, word_since = sitting.speakers.now, sitting.speakers.why, sitting.word_since
        said = _numbers(sitting, has_begun=has_begun) | {"more": len(sitting.speakers.waiting) - len(order)}
    speaking_now = [(now, why)] if now is not None and why is not None else []
    by_seat = _speakers(matter, [*speaking_now, *queue])
    return Standing(
        **said,
        now=by_seat[now] if now is not None else None,
        since=_since(log, word_since) if now is not None else None,
        waiting=[by_seat[seat] for seat in order],
    )


def _numbers(sitting: Sitting, *, has_begun: bool) -> dict[str, Any]:
    return {
        "lines": sitting.lines,
        "mark": stands(sitting),
        "stage": sitting.stage,
        "seats": sitting.seats,
        "present": sitting.present,
        "needed": sitting.quorum if has_begun else 0,
        "has_quorum": sitting.has_quorum,
        "item": sitting.item,
        "done": frozenset(sitting.done),
    }


def _speakers(matter: Matter, queue: list[tuple[int, Why]]) -> dict[int, Speaker]:
    """Those seats as speakers; two queries for all of them, none for nobody."""
    if not queue:
        return {}
    wanted = [seat for seat, _why in queue]
    mandates = Mandate.objects.current().filter(term=matter.meeting.term_id, seat__in=wanted)
    known = mandates.filter(standing_by=None).select_related("person", "constituency")
    sits = Presence.objects.filter(meeting=matter, seat__in=wanted)
    there = sits.select_related("mandate__person", "mandate__constituency")
    by_seat = {each.seat: each for each in known} | {each.seat: each.mandate for each in there}
    minutes = {why: speaking.allowed(matter, why) for why in {why for _seat, why in queue}}
    return {seat: _speaker(seat, by_seat.get(seat), why, minutes[why]) for seat, why in queue}


def _speaker(seat: int, mandate: Mandate | None, why: Why, minutes: int) -> Speaker:
    if mandate is None:
        return Speaker(seat, "", "", why, minutes)
    return Speaker(seat, mandate.person.name, str(mandate.constituency), why, minutes)


def _since(log: Log, line: int) -> datetime | None:
    entries = Entry.objects.filter(stream=log.stream, number=line)
    found: datetime | None = entries.values_list("recorded_at", flat=True).first()
    return found
