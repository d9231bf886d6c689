"""The contract between rooms and instruments: a matter waits for a stream, and a move follows its end.

A room waits in the body of a move; an instrument says in its own transaction what came of it, and never
which matter waits. The hall makes the move after that transaction, once, also after a kill.
"""

import logging
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from unionhall.kernel.matters.awaited import Awaited
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.procedures.declaration import procedure_of
from unionhall.kernel.procedures.refusals import NotNow
from unionhall.kernel.procedures.work import current

log = logging.getLogger(__name__)


def await_(matter: Matter, stream: UUID, *, then: str) -> None:
    """Let the matter wait for what an instrument settles under a stream; call it from a body.

    The hall then makes the move `then` of the matter's procedure, whose body gets what came of it as
    `result`. Raises ValueError for a move that the hall can't make.
    """
    move = procedure_of(matter).moves.get(then)
    if move is None or not move.is_for(matter, HALL):
        raise ValueError(f"the hall can't make {then!r} in {procedure_of(matter)}")
    current().add(Awaited(matter=matter, stream=stream, then=then))


def settled(stream: UUID, payload: Mapping[str, Any]) -> int:
    """Say what came of a stream, once; call it in the transaction that settles it. How many matters wait.

    `payload` is JSON. Said again, it changes nothing.
    """
    waiting = Awaited.objects.filter(stream=stream, settled_at=None)
    found = waiting.update(settled_at=timezone.now(), payload=dict(payload))
    if found:
        transaction.on_commit(deliver)
    return found


def deliver() -> int:
    """Make the moves that wait for what is settled by now; how many were made.

    One that isn't possible yet is tried again by the clock, as is one that failed, which is logged; it
    stands in the way of no other.
    """
    pending = Awaited.objects.filter(settled_at__isnull=False, done_at=None).order_by("settled_at", "pk")
    return sum(_deliver(pk) for pk in pending.values_list("pk", flat=True))


def _deliver(pk: int) -> bool:
    """1. Lock the row, or leave it to whoever has it.  2. Make the move under its key.  3. Note it."""
    try:
        with transaction.atomic():
            locked = Awaited.objects.select_for_update(skip_locked=True, of=("self",))
            awaited = locked.select_related("matter").filter(pk=pk, done_at=None).first()
            if awaited is None:
                return False
            is_made = _move(awaited)
            if is_made or not awaited.matter.is_open:
                awaited.done_at = timezone.now()
                awaited.save(update_fields=["done_at"])
            return is_made
    except Exception:
        log.exception("what a matter waited for can't be told to it: %s", pk)
        return False


def _move(awaited: Awaited) -> bool:
    move = procedure_of(awaited.matter).moves[awaited.then]
    try:
        with transaction.atomic():
            move(awaited.matter, actor=HALL, key=awaited.key, result=awaited.payload)
    except NotNow:
        return False
    return True
