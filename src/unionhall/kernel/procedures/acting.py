"""Who does something and when, and whether they did it before under the same key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from unionhall.kernel.journal.chain import append
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters import fingerprints
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor, uid_of
from unionhall.kernel.procedures.refusals import KeyReused
from unionhall.kernel.procedures.verbs import TAKE_BACK, Move, Verb


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, when it happened and when it is written down, and under which idempotency key."""

    actor: Actor
    key: UUID | None
    occurred: datetime
    recorded: datetime

    def entry(self, matter: Matter, verb: Verb, payload: Mapping[str, Any]) -> Entry:
        """The act as the next entry of the matter's journal; it says the handler where its sentence does.

        Raises TypeError for a payload with a digest that can be tried out.
        """
        fingerprints.check(dict(payload))
        said = {"handler": str(matter.handler.uid)} if verb.names_handler and matter.handler else {}
        return append(
            matter,
            verb.event,
            actor=uid_of(self.actor),
            occurred_at=self.occurred,
            recorded_at=self.recorded,
            payload={**said, **payload},
            key=self.key,
        )


def was_made(move: Move, matter: Matter, *, actor: Actor, key: UUID) -> bool:
    """Whether this very move was made under the key and stands; KeyReused if it was for something else."""
    entry = earlier(key, move.event, matter.known_as(actor), matter.stream)
    return entry is not None and not was_taken_back(matter, entry.number)


def was_taken_back(matter: Matter, number: int) -> bool:
    """Whether the next entry after that number of the matter's journal takes it back."""
    after = Entry.objects.filter(stream=matter.stream, number=number + 1)
    return after.filter(event__endswith=f".{TAKE_BACK}").exists()


def standing(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Those of them that nobody took back."""
    after = Entry.objects.filter(stream=OuterRef("stream"), event__endswith=f".{TAKE_BACK}")
    return entries.exclude(Exists(after.filter(number=OuterRef("number") + 1)))


def earlier(key: UUID | None, event: str, actor: Actor, stream: UUID | None = None) -> Entry | None:
    """The entry that was written under the key; KeyReused if it was for something else."""
    entry = Entry.objects.under(key).first() if key else None
    return same_act(entry, event, actor, stream)


def same_act(entry: Entry | None, event: str, actor: Actor, stream: UUID | None) -> Entry | None:
    """The entry found under a key, if there is one; KeyReused if it was for something else."""
    if entry and ((entry.event, entry.actor) != (event, uid_of(actor)) or stream not in (None, entry.stream)):
        raise KeyReused(event)
    return entry
