"""The states that a matter has really been in, as its journal tells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

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


def been(matters: Iterable[Matter]) -> Mapping[int, set[str]]:
    """The states that each of the matters has been in, in one query; in none where there are no matters."""
    asked = {matter.stream: matter for matter in matters}
    found = {matter.pk: {procedure_of(matter).start} for matter in asked.values()}
    if asked:
        happened = Entry.objects.filter(stream__in=asked).order_by()
        for stream, event in happened.values_list("stream", "event").distinct():
            matter = asked[stream]
            if state := _targets(procedure_of(matter)).get(event):
                found[matter.pk].add(state)
    return found


def _targets(procedure: Procedure) -> dict[str, str]:
    """Where each event that changes the state leads."""
    begun = {opening.event: procedure.start for opening in procedure.openings.values()}
    return begun | {move.event: move.target for move in procedure.moves.values() if move.target}
