"""The states of a procedure: what limits each, and what comes next in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor


@dataclass(frozen=True, slots=True)
class Limit:
    """A rule that limits a state or the whole matter, and the move that the clock makes when it runs out.

    `act` is what must be done until then, as in "take it on by Friday". One that only `reminds` is over then,
    and nobody is late. One that `warns` only looks ahead to another: its own day is never said to be due.
    One that `lasts` runs on whatever state the matter is in, until it closes; it is said to be due only where
    the matter stands in the limit's own state.
    One that runs `on_day` ends on a day that only the matter knows: a body says it by `limits.until`.
    `ahead` are its reminders, each under a rule that says how many days before.
    """

    rule: str
    overdue: str
    act: Any = _("answer")
    reminds: bool = False
    warns: bool = False
    lasts: bool = False
    on_day: bool = False
    ahead: "tuple[Limit, ...]" = ()


def reminder(rule: str, overdue: str, *, lasts: bool = False) -> Limit:
    """A reminder ahead of a day; `rule` says how many days before it."""
    return Limit(rule, overdue, reminds=True, warns=True, lasts=lasts, on_day=True)


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next, as one reader is told.

    `is_theirs`: it is theirs to do, until the limit of the state. `rule`: of the running limit that they
    read, whoever must act; `act`: what is due then, where the words of that limit are not for this reader.
    """

    says: Any
    is_theirs: bool = False
    rule: str = ""
    act: Any = ""


@dataclass(frozen=True, slots=True)
class State:
    """A station. An open one has a limit, so that nothing waits forever.

    Attributes:
        title: as the member reads it. next_step: what happens next, one sentence.
        step_for: the same as this reader of this matter is told, where that differs.
        limits: run from entering the state to leaving it.
        final: the matter is closed. pauses: the promises stand still, since the hall waits for the member.
        waits: the next step is the member's, though the clock runs on.
        after: the station of the line that a state off the line follows.
        promised: False where only matters come that began without a promise.
        staff_title: as a handler reads it, where the title speaks to the member.
        forget: clears away what was kept for this state alone, by whichever move the matter leaves it.
        fulfils: a promise of the whole matter that ends here was kept, if in time. It is so at the last
            station of a line; another state says so where what was promised is done by then.
        ahead: of a state off the line, the stations that can still come, where not all the rest can.
    """

    title: Any
    next_step: Any = ""
    step_for: Callable[[Matter, Actor], Step] | None = None
    limits: tuple[Limit, ...] = ()
    final: bool = False
    pauses: bool = False
    waits: bool = False
    promised: bool = True
    after: str = ""
    staff_title: Any = ""
    forget: Callable[[Matter], None] | None = None
    fulfils: bool = False
    ahead: tuple[str, ...] | None = None
