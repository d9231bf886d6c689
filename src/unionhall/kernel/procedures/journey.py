"""The states that a matter has really been in, as its journal tells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from unionhall.database.questions import Question, is_any
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.declaration import Procedure, procedure_of


@dataclass(frozen=True, slots=True)
class Stop:
    """A state that was entered: by the entry of that number, at that moment."""

    state: str
    number: int
    at: datetime


def journey(matter: Matter, entries: Iterable[Entry]) -> list[Stop]:
    """The states in the order in which it entered them; `entries` are its journal, the oldest first."""
    targets = _targets(procedure_of(matter))
    return [
        Stop(targets[entry.event], entry.number, entry.occurred_at)
        for entry in entries
        if entry.event in targets
    ]


# What happened in some matters, by their streams, each event once.
ENTERED = Question(
    lambda: (
        Entry.objects.filter(is_any("stream", "streams"))
        .order_by()
        .only("stream", "event")
        .distinct("stream", "event")
    )
)


def been(matters: Iterable[Matter], happened: Iterable[Entry]) -> Mapping[int, set[str]]:
    """The states that each of the matters has been in, by its key; `happened` answers `ENTERED`."""
    asked = {matter.stream: matter for matter in matters}
    found = {matter.pk: {procedure_of(matter).start} for matter in asked.values()}
    for entry in happened:
        matter = asked[entry.stream]
        if state := _targets(procedure_of(matter)).get(entry.event):
            found[matter.pk].add(state)
    return found


@cache
def _targets(procedure: Procedure) -> dict[str, str]:
    """Where each event that changes the state leads."""
    begun = {opening.event: procedure.start for opening in procedure.openings.values()}
    return begun | {move.event: move.target for move in procedure.moves.values() if move.target}
