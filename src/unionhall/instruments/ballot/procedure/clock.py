"""What the clock does to votes, each in its own transactions; one that fails keeps no other waiting."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils import timezone

from unionhall.instruments.ballot.belenios.errors import Refused
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import closing, mixing, opening, telling, turnout
from unionhall.instruments.ballot.procedure.log import ENDED
from unionhall.kernel.people import traces
from unionhall.kernel.procedures.packs import pack

log = logging.getLogger("unionhall.ballot")


def tick(now: datetime | None = None) -> int:
    """Write down what waits; open, close and add up what is due; how many votes moved on."""
    moment = now or timezone.now()
    stage = Election.Stage
    _mix(moment)
    due = Election.objects.select_related("place")
    return sum(
        (
            _each(due.filter(stage=stage.CALLED, opens_at__lte=moment), opening.open_now, now),
            _each(due.filter(stage=stage.OPEN, closes_at__lte=moment), closing.close, now),
            _each(due.filter(stage=stage.COUNTING), closing.go_on, now),
        )
    )


def forget_rolls(now: datetime | None = None) -> int:
    """Erase who was on the roll, took part and was told, when the place's rules say; of how many votes."""
    moment = now or timezone.now()
    forgotten = 0
    for election in Election.objects.filter(stage__in=ENDED, roll_gone=False).select_related("place"):
        days = pack(election.place.pack).get("ballot.keep_roll", on=moment.date()).amount
        if election.ended_at and election.ended_at + timedelta(days=days) < moment:
            forget_roll(election)
            forgotten += 1
    return forgotten


def forget_roll(election: Election) -> None:
    """Erase who was on the roll of a vote that is over, took part and was told."""
    election.roll.all().delete()
    election.turnout.all().delete()
    telling.forget(election)
    Election.objects.filter(pk=election.pk).update(roll_gone=True)


def _mix(now: datetime) -> None:
    """Large turnouts, not shuffled with each ballot; then who signed in, and the ballots that wait."""
    secret = Election.objects.filter(stage=Election.Stage.OPEN).exclude(mode=Election.Mode.NAMED)
    under_way = list(secret.annotate(took_part=Count("turnout")))
    for election in under_way:
        if election.took_part > turnout.AT_ONCE:
            turnout.shuffle(election)
    if due := [election for election in under_way if mixing.is_time(election, now)]:
        traces.blur()
    for election in due:
        mixing.write_due(election, now)


def _each(due: Iterable[Election], act: Callable[..., bool], now: datetime | None) -> int:
    moved = 0
    for election in list(due):
        try:
            moved += act(election, at=now)
        except Refused as fault:
            log.error("A vote can't go on: its archive is not as it must be.", exc_info=fault)
    return moved
