"""Writing to the journal: `append()` under the row lock that its caller holds."""

from collections.abc import Mapping
from datetime import datetime
from types import NoneType
from typing import Any, TypeAlias
from uuid import UUID

from unionhall.kernel.journal import events
from unionhall.kernel.journal.digests import Digested
from unionhall.kernel.journal.models import Chained, Entry, kept

Payload: TypeAlias = Mapping[str, Any]


def append(
    chained: Chained,
    event: str,
    *,
    actor: UUID | None,
    occurred_at: datetime,
    recorded_at: datetime,
    payload: Payload,
    key: UUID | None = None,
) -> Entry:
    """Chain one more entry to a stream and move its head; the caller saves both in one transaction.

    The caller holds the lock on the owner's row, so two writers never see the same head.
    Raises UnregisteredEvent, and TypeError for a payload that JSON does not keep exactly.
    """
    events.sentence(event)
    entry = Entry(
        stream=chained.stream,
        number=chained.journal_length + 1,
        event=event,
        actor=actor,
        occurred_at=occurred_at,
        recorded_at=recorded_at,
        payload=dict(payload),
        key=kept(key) if key else None,
    )
    entry.digest = digest(entry, previous=bytes(chained.journal_head))
    chained.journal_length, chained.journal_head = entry.number, entry.digest
    return entry


def digest(entry: Entry, *, previous: bytes) -> bytes:
    """SHA-256 over the previous digest and the entry's canonical JSON."""
    _check(entry.payload)
    digested = Digested(
        stream=str(entry.stream),
        number=entry.number,
        event=entry.event,
        actor=str(entry.actor or ""),
        occurred_at=entry.occurred_at,
        recorded_at=entry.recorded_at,
        payload=entry.payload,
        key=str(entry.key or ""),
    )
    return digested.digest(previous)


def _check(value: Any) -> None:
    """Refuse what the database would give back otherwise than it was, such as a fraction."""
    if isinstance(value, dict):
        for name, part in value.items():
            if not isinstance(name, str):
                raise TypeError(f"the journal keeps values by name, not by {type(name).__name__}")
            _check(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            _check(part)
    elif not isinstance(value, (str, int, NoneType)):
        raise TypeError(
            f"the journal keeps text, whole numbers, lists and yes or no, not {type(value).__name__}"
        )
