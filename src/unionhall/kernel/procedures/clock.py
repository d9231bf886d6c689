"""The clock: what ran out is acted on, each matter in its own transaction, by whichever worker is first."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.procedures.declaration import procedure_of


def tick(now: datetime | None = None, *, most: int = 1_000) -> int:
    """Act on limits that have run out; how many matters were acted on, at most `most`."""
    moment = now or timezone.now()
    acted = 0
    while acted < most and act_on_next(moment):
        acted += 1
    return acted


def act_on_next(now: datetime) -> bool:
    """Act on the earliest limit that is past, skipping matters that somebody works on; False if there is none.

    1. Lock the matter whose clock is earliest and before `now`.  2. Mark its overdue limits as missed.
    3. Make the move that each declares, once per move.
    """
    with transaction.atomic():
        due = Matter.objects.open().filter(clock_at__lt=now).order_by("clock_at")
        matter = due.select_for_update(skip_locked=True, of=("self",)).first()
        if matter is None:
            return False
        missed = list(
            matter.deadlines.running().filter(due_at__lt=now, missed_at__isnull=True).order_by("due_at")
        )
        for deadline in missed:
            deadline.missed_at = now
            deadline.save(update_fields=["missed_at"])
        Matter.objects.filter(pk=matter.pk).update(clock_at=_next(matter))
        for name in dict.fromkeys(deadline.overdue for deadline in missed):
            _act(matter, name, now)
    return True


def _next(matter: Matter) -> datetime | None:
    later = matter.deadlines.running().filter(missed_at__isnull=True, due_at__isnull=False)
    return later.order_by("due_at").values_list("due_at", flat=True).first()


def _act(matter: Matter, name: str, now: datetime) -> None:
    matter.refresh_from_db(fields=["state"])
    move = procedure_of(matter).moves[name]
    if matter.state in move.source:
        move(matter, actor=HALL, at=now)
