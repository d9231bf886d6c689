"""The log of a meeting, kept in its own chain of the journal; each process follows it line by line."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime
from threading import RLock
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from unionhall.kernel.journal.chain import append
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.assembly.models import Log
from unionhall.rooms.assembly.sitting.events import Event, read
from unionhall.rooms.assembly.sitting.sitting import Sitting
from unionhall.rooms.assembly.sitting.speakers import Speakers

MOST_KEPT = 8
_kept: OrderedDict[UUID, tuple[bytes, Sitting]] = OrderedDict()  # by stream: digest of the last line, and all
_reading = RLock()
_happened: ContextVar[datetime | None] = ContextVar("_happened", default=None)


@contextmanager
def as_of(at: datetime) -> Iterator[None]:
    """What is written into a log meanwhile happened at that moment, as in a meeting that was held before."""
    token = _happened.set(at)
    try:
        yield
    finally:
        _happened.reset(token)


def happened_at() -> datetime:
    """When that happens which is written now."""
    return _happened.get() or timezone.now()


@contextmanager
def locked(matter: Matter) -> Iterator[Log]:
    """The log, in a transaction in which nobody else writes into it."""
    with transaction.atomic():
        yield Log.objects.select_for_update(no_key=True).get(pk=matter.pk)


@contextmanager
def following(log: Log) -> Iterator[Sitting]:
    """The meeting as that row of its log has it, or as it stands since, to be read.

    Other threads wait meanwhile, so be quick.
    """
    with _reading:
        yield _caught_up(log)


def as_it_stands(log: Log) -> Sitting:
    """The same for as long as one likes, as it was at this moment, without who speaks."""
    with following(log) as sitting:
        return replace(
            sitting,
            rules=dict(sitting.rules),
            done=set(sitting.done),
            speakers=Speakers(),
            counting=dict(sitting.counting),
            decisions=list(sitting.decisions),
            dropped=set(sitting.dropped),
            quorum_changes=list(sitting.quorum_changes),
        )


def record(
    log: Log,
    event: Event,
    *,
    actor: Person | None,
    key: UUID | None = None,
    at: datetime | None = None,
) -> None:
    """Write one more line; the log is `locked`. A key that was used writes nothing again.

    `actor`: empty for what no officer did. Raises sitting.Refused, and then nothing was written.
    """
    if key and Entry.objects.under(key).exists():
        return
    now = timezone.now()
    with _reading:
        _caught_up(log).add(event)
        entry = append(
            log,
            event.name(),
            actor=actor.uid if actor else None,
            occurred_at=at or _happened.get() or now,
            recorded_at=now,
            payload=event.says(),
            key=key,
        )
        _kept[log.stream] = (bytes(log.journal_head), _kept[log.stream][1])
    entry.save()
    log.save(update_fields=["journal_length", "journal_head"])


def lines(log: Log, *, after: int = 0) -> list[Entry]:
    """What stands in it after a line, as far as its row says, the oldest first."""
    found = Entry.objects.filter(stream=log.stream, number__gt=after, number__lte=log.journal_length)
    return list(found.order_by("number"))


def _caught_up(log: Log) -> Sitting:
    """What this process knows of it, brought up to the row; anew, where it went another way meanwhile.

    A line of a transaction that was given up is known here and stands nowhere: its digest tells.
    """
    sitting = _known(log)
    if sitting.lines < log.journal_length:
        for entry in lines(log, after=sitting.lines):
            sitting.add(read(entry.event, entry.payload))
    _kept[log.stream] = (bytes(log.journal_head), sitting)
    _kept.move_to_end(log.stream)
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return sitting


def _known(log: Log) -> Sitting:
    """What was kept of it, where that stands in the chain; else a beginning.

    Where somebody wrote on after the row was read, it is read anew.
    """
    head, sitting = _kept.get(log.stream, (b"", Sitting()))
    if sitting.lines > log.journal_length:
        log.refresh_from_db(fields=["journal_length", "journal_head"])
    if head == bytes(log.journal_head) or not sitting.lines:
        return sitting
    last = Entry.objects.filter(stream=log.stream, number=sitting.lines, digest=head)
    return sitting if sitting.lines < log.journal_length and last.exists() else Sitting()
