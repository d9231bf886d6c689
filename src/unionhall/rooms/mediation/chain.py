"""The way to arbitration and court as a chain of days: what must be filed where by when, from what happened.

Each link counts from a day that somebody wrote down, or, where the rules let silence lead on, from the last
day of the link before. The numbers are the rule pack's; a link whose rule a pack doesn't have is left out.
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
from unionhall.kernel.procedures.work import current
from unionhall.rooms.mediation.models import Milestone

WARNINGS = ("mediation.warn_1", "mediation.warn_2", "mediation.warn_3")
LAST_DAY = "mediation.last_day"


@dataclass(frozen=True, slots=True)
class Link:
    """One link: which milestone ends it, from which milestone it counts, whose duty it is.

    `is_ours`: the member must act, and is warned. `leads_on`: when nobody acted, the next link counts from
    its last day.
    """

    name: str
    since: tuple[str, ...]
    what: Any
    where: Any
    is_ours: bool = False
    leads_on: bool = False

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
        leads_on=True,
    ),
    Link("serve", ("take_on",), _("Send the claim to the other side"), _("the arbitration body")),
    Link("defend", ("serve",), _("Answer the claim"), _("the other side")),
    Link("award", ("take_on",), _("Decide the case"), _("the arbitration body"), leads_on=True),
    Link("sue", ("award", "take_on"), _("File a suit"), _("the court"), is_ours=True),
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
    """One link as it stands: its last day and how that was computed, or the day on which it was done."""

    link: Link
    due_on: date
    done_on: date | None
    explanation: promises.Explanation

    @property
    def is_over(self) -> bool:
        return self.done_on is None and self.due_on < timezone.localdate()


def days(matter: Matter) -> list[Day]:
    """Every link that runs or ran, in order. Pay owed while the employment lasts has no last day to file."""
    return list(_days(matter))


def _days(matter: Matter) -> Iterator[Day]:
    written = {each.name: each for each in Milestone.objects.filter(matter=matter)}
    known: dict[str, date | None] = {name: each.happened_on for name, each in written.items()}
    known["happened"] = _since(matter)
    for link in CHAIN:
        start = next((known[name] for name in link.since if known.get(name)), None)
        if start is None:
            continue
        extra = written[link.name].extra if link.name in written else 0
        found = _due(matter, link, start, extra)
        if found is None:
            continue
        due_on, explanation = found
        day = Day(link, due_on, known.get(link.name), explanation)
        if link.leads_on and day.is_over:
            known[link.name] = due_on
        yield day


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


def watch(matter: Matter) -> None:
    """Let the clock warn of the days that come, and look again after each; call it from a move's body."""
    now = timezone.now()
    chained = (LAST_DAY, *WARNINGS)
    limits.end((each for each in matter.running if each.rule in chained), at=now)
    for day in days(matter):
        if day.done_on or day.is_over:
            continue
        _run(matter, LAST_DAY, "pass_day", day, day.due_on, now)
        for rule in WARNINGS if day.link.is_ours else ():
            before = limits.rule_for(matter, rule).amount
            _run(matter, rule, "warn", day, day.due_on - timedelta(days=before), now)


def _run(matter: Matter, rule: str, overdue: str, day: Day, on: date, now: datetime) -> None:
    due_at = promises.end_of_day(on, matter.place.zone)
    if rule != LAST_DAY:
        due_at -= timedelta(hours=15)  # a warning comes in the morning of its day
    if due_at <= now:
        return
    limit = Limit(rule, overdue=overdue, act=day.link.what, reminds=rule != LAST_DAY)
    deadline: Deadline = limits.begin_fixed(matter, limit, at=now, due_at=due_at, state="elsewhere")
    current().add(deadline)
    matter.running.append(deadline)
