"""What the clock watches of the chain: each last day to come, and the warnings before those of the member."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.utils import timezone

from unionhall.kernel.matters.models import Deadline, Matter
from unionhall.kernel.procedures import limits, promises
from unionhall.kernel.procedures.declaration import Limit
from unionhall.kernel.procedures.work import current
from unionhall.rooms.mediation.chain.counting import Day, days
from unionhall.rooms.mediation.chain.links import CHAIN

MORNING = time(9)
WARNINGS = ("mediation.warn_1", "mediation.warn_2", "mediation.warn_3")


def watched(matter: Matter, since: datetime) -> list[Deadline]:
    """What the clock watches from a moment on: each last day to come, and the warnings before ours."""
    return [each for day in days(matter) if day.is_ahead for each in _watched(matter, day, since)]


def watch(matter: Matter) -> None:
    """Let the clock warn of the days that come, and look again after each; call it from a move's body.

    What has come and the clock has not acted on yet stays.
    """
    now = timezone.now()
    limits.end((each for each in _chained(matter) if not _waits(each, now)), at=now)
    for deadline in watched(matter, now):
        current().add(deadline)
        matter.running.append(deadline)


def rest(matter: Matter) -> None:
    """Watch no day any more; call it from a move's body."""
    limits.end(_chained(matter), at=timezone.now())


def _chained(matter: Matter) -> list[Deadline]:
    rules = {*WARNINGS, *(link.rule for link in CHAIN)}
    return [each for each in matter.running if each.rule in rules]


def _waits(deadline: Deadline, now: datetime) -> bool:
    is_past = deadline.due_at is not None and deadline.due_at <= now
    return is_past and deadline.missed_at is None


def _watched(matter: Matter, day: Day, since: datetime) -> Iterator[Deadline]:
    ends_at = promises.end_of_day(day.due_on, matter.place.zone)
    last = _run(matter, Limit(day.link.rule, overdue="pass_day"), ends_at, since)
    last.due_on, last.explanation = day.due_on, {**day.explanation}
    yield last
    for rule in WARNINGS if day.link.is_ours else ():
        warned_on = day.due_on - timedelta(days=limits.rule_for(matter, rule).amount)
        warned_at = datetime.combine(warned_on, MORNING, matter.place.zone)
        if warned_at > since:
            yield _run(matter, Limit(rule, overdue="warn"), warned_at, since)


def _run(matter: Matter, limit: Limit, due_at: datetime, since: datetime) -> Deadline:
    return limits.begin_fixed(matter, limit, at=since, due_at=due_at, state="elsewhere")
