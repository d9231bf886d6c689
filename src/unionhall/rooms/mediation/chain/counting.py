"""The days of the chain as they stand in a dispute: each last day, how it came about, and what was done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures import packs, promises
from unionhall.kernel.procedures.calendars import calendar
from unionhall.kernel.procedures.explanations import Explanation
from unionhall.kernel.procedures.rules import Rule, UnknownRule
from unionhall.rooms.mediation.chain.links import CHAIN, Link
from unionhall.rooms.mediation.models import Milestone


@dataclass(frozen=True, slots=True)
class Day:
    """One link as it stands: its last day and how that was computed, or the day on which it was done.

    `is_over`: the last day has passed, by the clock of the place, and nobody acted.
    """

    link: Link
    due_on: date
    done_on: date | None
    explanation: Explanation
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


def _rule(matter: Matter, link: Link) -> Rule:
    """The rule as this hall has it now: these days are the law's and no promise that the hall once gave."""
    opened_on = matter.opened_at.astimezone(matter.place.zone).date()
    return packs.pack(packs.rules_of(matter).jurisdiction).get(link.rule, on=opened_on)


def _due(matter: Matter, link: Link, start: date, extra: int) -> tuple[date, Explanation] | None:
    try:
        rule = _rule(matter, link)
    except UnknownRule:
        return None
    noon = datetime.combine(start, time(12), matter.place.zone)
    found = promises.compute(
        rule, start=noon, calendar=calendar(matter.place.calendar_code), zone=matter.place.zone, extra=extra
    )
    return (found.due_on, found.explanation) if found.due_on else None
