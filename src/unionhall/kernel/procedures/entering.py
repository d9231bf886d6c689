"""Entering a state: its limits begin, and the spine says what is due."""

from datetime import datetime

from unionhall.kernel.matters.models import Deadline, Matter
from unionhall.kernel.procedures import limits
from unionhall.kernel.procedures.declaration import procedure_of
from unionhall.kernel.procedures.states import Limit
from unionhall.kernel.procedures.work import Unit


class NoDay(LookupError):
    """A state is limited by a day that only the matter knows, and the body that led there did not say it."""


def enter(matter: Matter, at: datetime, *, is_live: bool = False) -> list[Deadline]:
    """Start the limits of the state that the matter is in now, but those to a day, which a body began.

    Where neither the state nor a promise limits a live matter, the procedure's `again` does. Raises NoDay.
    """
    procedure = procedure_of(matter)
    state = procedure.states[matter.state]
    declared = state.limits
    if is_live and procedure.again and not (declared or state.final or _is_promised(matter)):
        declared = (procedure.again,)
    _demand_days(matter, declared)
    counted = (limit for limit in declared if not limit.on_day)
    return [limits.begin(matter, limit, at=at, state=matter.state) for limit in counted]


def _demand_days(matter: Matter, declared: tuple[Limit, ...]) -> None:
    begun = {(each.rule, each.state) for each in matter.running if each.met_at is None}
    for limit in declared:
        if limit.on_day and (limit.rule, matter.state) not in begun:
            raise NoDay(f"no body said until which day {limit.rule!r} limits {matter.state!r}")


def _is_promised(matter: Matter) -> bool:
    """Whether a promise runs that is not missed yet."""
    return any(each.is_promise and not (each.met_at or each.missed_at) for each in matter.running)


def settle(matter: Matter, work: Unit, now: datetime) -> None:
    """Bring the spine up to date; in a batch, what is late already is so without anybody being told."""
    if work.silent:
        for deadline in matter.running:
            if deadline.due_at and deadline.due_at < now and deadline.met_at is None:
                deadline.missed_at = now
    limits.settle(matter)
