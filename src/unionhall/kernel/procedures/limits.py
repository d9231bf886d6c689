"""The limits that run on a matter: started, met, stopped, resumed and extended, always explained."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from unionhall.kernel.matters.models import Deadline, Matter, Pause
from unionhall.kernel.procedures import promises
from unionhall.kernel.procedures.calendars import calendar
from unionhall.kernel.procedures.declaration import Limit, procedure_of
from unionhall.kernel.procedures.packs import rules_of
from unionhall.kernel.procedures.rules import Rule

MORNING = time(9)  # when a reminder ahead of a day is given


def rule_for(matter: Matter, key: str) -> Rule:
    """The rule in force on the day the matter was opened, from the pack it began with."""
    return rules_of(matter).get(key, on=matter.opened_at.astimezone(matter.place.zone).date())


def begin(
    matter: Matter, limit: Limit, *, at: datetime, state: str = "", rule: Rule | None = None
) -> Deadline:
    """Let a limit run from a moment on; `rule` replaces the pack's, as a service's own promised time does."""
    chosen = rule or rule_for(matter, limit.rule)
    deadline = Deadline(matter=matter, rule=chosen.key, state=state, overdue=limit.overdue, starts_at=at)
    deadline.explanation = {"terms": chosen.to_json()}
    return _compute(matter, deadline, pauses=())


def begin_fixed(matter: Matter, limit: Limit, *, at: datetime, due_at: datetime, state: str = "") -> Deadline:
    """A promise that was made elsewhere, as an instant: late after it. With a `state` it limits that one."""
    explanation = {"fixed": due_at.isoformat()}
    return Deadline(
        matter=matter,
        rule=limit.rule,
        state=state,
        overdue=limit.overdue,
        starts_at=at,
        due_at=due_at,
        explanation=explanation,
    )


def until(
    matter: Matter,
    rule: str,
    day: date,
    *,
    state: str = "",
    explanation: Mapping[str, Any] | None = None,
    **known: Any,
) -> None:
    """Let a limit `on_day` run to the end of a day, with the reminders ahead of it that are still to come.

    Call it from a body; the engine writes what began. `known` tells several of one rule apart, as in
    `promise=3`; one that runs under the same rule and the same knowledge is over, unless its time has come
    and the clock has not acted on it yet. `state` is the one it limits, where that is not the present one;
    `explanation` says how the day was worked out, where it was.
    """
    limit = procedure_of(matter).on_day(rule)
    now, zone = matter.opened_at if matter._state.adding else timezone.now(), matter.place.zone
    end((each for each in on_day(matter, rule, **known) if not waits(each, now)), at=now)
    last = max(promises.end_of_day(day, zone), now)
    mornings = [(each, _morning(matter, day, each)) for each in limit.ahead]
    for each, due_at in [(limit, last), *((each, at) for each, at in mornings if at > now)]:
        begun = begin_fixed(matter, each, at=now, due_at=due_at, state=state or matter.state)
        begun.due_on = day if each is limit else None
        begun.explanation = {**(explanation or {"day": day.isoformat()}), **known}
        matter.running.append(begun)


def waits(deadline: Deadline, now: datetime) -> bool:
    """Whether its time has come, and the clock has not acted on it yet."""
    is_past = deadline.due_at is not None and deadline.due_at <= now
    return is_past and deadline.missed_at is None


def _morning(matter: Matter, day: date, ahead: Limit) -> datetime:
    """When a reminder ahead of the day is given."""
    on = day - timedelta(days=rule_for(matter, ahead.rule).amount)
    return datetime.combine(on, MORNING, matter.place.zone)


def on_day(matter: Matter, rule: str, **known: Any) -> list[Deadline]:
    """What runs to a day under that rule and this knowledge, its reminders included."""
    limit = procedure_of(matter).on_day(rule)
    rules = {limit.rule, *(ahead.rule for ahead in limit.ahead)}
    running = (each for each in matter.running if each.rule in rules and each.met_at is None)
    return [each for each in running if known.items() <= each.explanation.items()]


def renew(matter: Matter, limit: Limit, *, at: datetime) -> Deadline:
    """Promise the same time once more, from the moment a matter is opened again."""
    last = matter.deadlines.filter(state="").order_by("-pk").first()
    terms = last.explanation.get("terms") if last else None
    return begin(matter, limit, at=at, rule=Rule.from_json(terms) if terms else None)


def end(deadlines: Iterable[Deadline], *, at: datetime) -> None:
    """These limits are over, kept or not."""
    for deadline in deadlines:
        deadline.met_at = at
        _forgive(deadline, at)


def stop(matter: Matter, pause: Pause) -> None:
    """Stop the clock of every promise that may stand still."""
    stopping = _pausable(matter)
    pauses = [*_pauses(matter), pause] if stopping else []
    for deadline in stopping:
        _compute(matter, deadline, pauses=pauses)


def resume(matter: Matter, at: datetime) -> Pause:
    """Let the promises run on; the time since the pause began is not counted."""
    pauses = _pauses(matter)
    pauses[-1].until_at = at
    for deadline in _pausable(matter):
        _compute(matter, deadline, pauses=pauses)
        _forgive(deadline, at)
    return pauses[-1]


def extend(matter: Matter, key: str) -> int:
    """Prolong the promise by a rule of the pack; how many of its units were added.

    Call it from the body of a move; the engine saves the deadline.
    """
    more = rule_for(matter, key).amount
    prolonged = _pausable(matter)
    pauses = _pauses(matter) if prolonged else []
    for deadline in prolonged:
        deadline.extra += more
        _compute(matter, deadline, pauses=pauses)
        _forgive(deadline, timezone.now())
    return more


def settle(matter: Matter) -> None:
    """Write the earliest promise and the clock's next look into the spine."""
    running = [each for each in matter.running if each.due_at and not each.met_at]
    due = [each.due_at for each in running if each.due_at and _is_due(matter, each)]
    matter.due_at = min(due, default=None)
    matter.clock_at = min(
        (each.due_at for each in running if each.due_at and not each.missed_at), default=None
    )


def goes_on(matter: Matter, deadline: Deadline) -> bool:
    """Whether it runs on when the matter comes to another state: a promise does, and what lasts."""
    limit = procedure_of(matter).limit(deadline.state, deadline.rule)
    return deadline.is_promise or (limit is not None and limit.lasts)


def _is_due(matter: Matter, deadline: Deadline) -> bool:
    """Whether its day is said: neither of one that looks ahead to another, nor of what belongs elsewhere."""
    limit = procedure_of(matter).limit(deadline.state, deadline.rule)
    return limit is None or not (limit.warns or (limit.lasts and deadline.state != matter.state))


def _forgive(deadline: Deadline, at: datetime) -> None:
    """What is not late at that moment was not missed."""
    if deadline.due_at and deadline.due_at >= at:
        deadline.missed_at = None


def _pauses(matter: Matter) -> list[Pause]:
    """In the order in which they began; only the last can still go on."""
    return list(matter.pauses.order_by("from_at", "pk"))


def _pausable(matter: Matter) -> list[Deadline]:
    return [
        each
        for each in matter.running
        if each.is_promise and each.met_at is None and "terms" in each.explanation
    ]


def count(matter: Matter, deadline: Deadline) -> promises.Promise:
    """When a limit that was computed is due by what the calendar knows today; it is left as it is."""
    return _count(matter, deadline, _pauses(matter) if deadline.is_promise else [])


def take_over(deadline: Deadline, promise: promises.Promise) -> Deadline:
    """Let a limit be due as it was counted."""
    deadline.due_at, deadline.due_on = promise.late_after, promise.due_on
    deadline.explanation = {**promise.explanation, "terms": deadline.explanation["terms"]}
    return deadline


def _compute(matter: Matter, deadline: Deadline, *, pauses: Iterable[Pause]) -> Deadline:
    return take_over(deadline, _count(matter, deadline, pauses))


def _count(matter: Matter, deadline: Deadline, pauses: Iterable[Pause]) -> promises.Promise:
    return promises.compute(
        Rule.from_json(deadline.explanation["terms"]),
        start=deadline.starts_at,
        calendar=calendar(matter.place.calendar_code),
        zone=matter.place.zone,
        pauses=[promises.Pause(each.from_at, each.until_at) for each in pauses if _counts(each, deadline)],
        extra=deadline.extra,
    )


def _counts(pause: Pause, deadline: Deadline) -> bool:
    return pause.until_at is None or pause.until_at > deadline.starts_at
