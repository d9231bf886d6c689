"""The way to arbitration and court as a chain of days: what must be filed where by when, from what happened.

Each link counts from a day that somebody wrote down, or, where silence leads on, from the last day of a link
on which nobody acted. The numbers are the rule pack's; a link whose rule a pack doesn't have is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Deadline, Matter
from unionhall.kernel.procedures import limits, promises
from unionhall.kernel.procedures.calendars import calendar
from unionhall.kernel.procedures.declaration import Limit
from unionhall.kernel.procedures.rules import UnknownRule
from unionhall.rooms.mediation.models import Milestone

MORNING = time(9)
WARNINGS = ("mediation.warn_1", "mediation.warn_2", "mediation.warn_3")


@dataclass(frozen=True, slots=True)
class Link:
    """One link: which milestone ends it, from which milestone it counts, whose duty it is.

    `is_ours`: the member must act, and is warned. `silence`: it also counts from the last day of these, if
    nobody acted by then.
    """

    name: str
    since: tuple[str, ...]
    what: Any
    where: Any
    is_ours: bool = False
    silence: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        return f"mediation.{self.name}"


CHAIN = (
    Link(
        "file",
        ("happened",),
        _("File for arbitration"),
        _("the arbitration body of your place"),
        is_ours=True,
    ),
    Link(
        "take_on",
        ("file",),
        _("Decide whether to take the case on"),
        _("the arbitration body"),
    ),
    Link("serve", ("take_on",), _("Send the claim to the other side"), _("the arbitration body")),
    Link("defend", ("serve",), _("Answer the claim"), _("the other side")),
    Link("award", ("take_on",), _("Decide the case"), _("the arbitration body")),
    Link(
        "sue",
        ("award",),
        _("File a suit"),
        _("the court"),
        is_ours=True,
        silence=("award", "take_on"),
    ),
)
MILESTONES = {
    "file": _("Filed for arbitration"),
    "take_on": _("The arbitration body took the case on"),
    "serve": _("The other side received the claim"),
    "defend": _("The other side answered the claim"),
    "award": _("The award was received"),
    "sue": _("A suit was filed"),
}


@dataclass(frozen=True, slots=True)
class Day:
    """One link as it stands: its last day and how that was computed, or the day on which it was done.

    `is_over`: the last day has passed, by the clock of the place, and nobody acted.
    """

    link: Link
    due_on: date
    done_on: date | None
    explanation: promises.Explanation
    is_over: bool

    @property
    def is_ahead(self) -> bool:
        return self.done_on is None and not self.is_over


def days(matter: Matter) -> list[Day]:
    """Every link that runs or ran, in order. Pay owed while the employment lasts has no last day to file."""
    return list(_days(matter))


def _days(matter: Matter) -> Iterator[Day]:
    milestones = Milestone.objects.filter(matter=matter) if matter.pk else ()
    written = {each.name: each for each in milestones}
    known: dict[str, date | None] = {name: each.happened_on for name, each in written.items()}
    known["happened"], silent = _since(matter), dict[str, date]()
    today = timezone.localdate(timezone=matter.place.zone)
    for link in CHAIN:
        starts = (*(known.get(name) for name in link.since), *(silent.get(name) for name in link.silence))
        start = next(filter(None, starts), None)
        if start is None:
            continue
        extra = written[link.name].extra if link.name in written else 0
        found = _due(matter, link, start, extra)
        if found is None:
            continue
        due_on, explanation = found
        done_on = known.get(link.name)
        is_over = done_on is None and due_on < today
        if is_over:
            silent[link.name] = due_on
        yield Day(link, due_on, done_on, explanation, is_over)


def _since(matter: Matter) -> date | None:
    """From when the time to file runs: the end of the employment for pay, else the day it happened."""
    dispute = matter.dispute
    if matter.kind == "pay":
        owed: date | None = dispute.employed_until
        return owed
    happened: date | None = dispute.happened_on
    return happened


def _due(matter: Matter, link: Link, start: date, extra: int) -> tuple[date, promises.Explanation] | None:
    try:
        rule = limits.rule_for(matter, link.rule)
    except UnknownRule:
        return None
    noon = datetime.combine(start, time(12), matter.place.zone)
    found = promises.compute(
        rule, start=noon, calendar=calendar(matter.place.calendar_code), zone=matter.place.zone, extra=extra
    )
    return (found.due_on, found.explanation) if found.due_on else None


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
