"""The clock: what ran out is acted on, each matter in its own transaction, by whichever worker is first."""

import logging
from collections.abc import Collection
from datetime import datetime
from operator import itemgetter

from django.db import transaction
from django.utils import timezone

from unionhall.kernel.matters.models import Deadline, Matter
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.procedures.declaration import Move, procedure_of

log = logging.getLogger(__name__)


def tick(now: datetime | None = None, *, most: int = 1_000) -> int:
    """Act on limits that have run out; how many matters were acted on, at most `most`.

    A matter that fails is logged and left as it was until the next tick: it doesn't stop the others.
    """
    moment, acted, failed = now or timezone.now(), 0, set[int]()
    while acted < most:
        matter = None
        try:
            with transaction.atomic():
                matter = _next_due(moment, failed)
                if matter is None:
                    break
                act_on(matter, moment)
            acted += 1
        except Exception:
            if matter is None:
                raise
            log.exception("the clock can't act on %s", matter)
            failed.add(matter.pk)
    return acted


def act_on(matter: Matter, now: datetime) -> None:
    """Act on what has run out for a matter that its caller has locked.

    1. Mark the limits that share the earliest move as missed, and make that move.  2. Look again, until
    nothing is left that its state allows.  3. Set the clock: what it doesn't allow waits for the next move.
    """
    matter.running = list(matter.deadlines.running())
    while found := _possible(matter, now):
        move, deadlines = found
        for deadline in deadlines:
            deadline.missed_at = now
            deadline.met_at = now if _is_reminder(matter, deadline) else None
            deadline.save(update_fields=["missed_at", "met_at"])
        matter = move(matter, actor=HALL, at=now)
    later = [each.due_at for each in _unmissed(matter) if each.due_at and each.due_at >= now]
    Matter.objects.filter(pk=matter.pk).update(clock_at=min(later, default=None))


def _next_due(now: datetime, without: Collection[int]) -> Matter | None:
    """The matter whose clock is the earliest before `now`, locked; those being worked on are skipped."""
    due = Matter.objects.open().filter(clock_at__lt=now).exclude(pk__in=without).order_by("clock_at")
    found: Matter | None = due.select_for_update(skip_locked=True, of=("self",), no_key=True).first()
    return found


def _possible(matter: Matter, now: datetime) -> tuple[Move, list[Deadline]] | None:
    """The move of the earliest limit that is past and whose move can be made now, with all of that move's."""
    moves = procedure_of(matter).moves
    past = [(each.due_at, each) for each in _unmissed(matter) if each.due_at and each.due_at < now]
    for _due_at, deadline in sorted(past, key=itemgetter(0)):
        if matter.state in moves[deadline.overdue].source:
            return moves[deadline.overdue], [each for _at, each in past if each.overdue == deadline.overdue]
    return None


def _is_reminder(matter: Matter, deadline: Deadline) -> bool:
    """Whether nobody is late once it has run out: it only calls something to mind."""
    limit = procedure_of(matter).limit(deadline.state, deadline.rule)
    return limit is not None and limit.reminds


def _unmissed(matter: Matter) -> list[Deadline]:
    return [each for each in matter.running if each.missed_at is None]
