"""Promises: when something is due, and how that was computed.

A promise in days, working days or months is a date: counting begins on the day after the start, and it is
late from the first instant of the next day in its own time zone. Where the law says so, a last day on which
nobody works gives way to the next working day. A promise in hours is an instant, and late after it.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from unionhall.kernel.procedures.calendars import Calendar, DayOff
from unionhall.kernel.procedures.explanations import Explanation, Rest
from unionhall.kernel.procedures.rules import Rule

INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stood still from `start` on, until `end`; None while it still does. Both are aware."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """When something is due.

    `late_after` is the last instant that is still on time, in UTC; None while the clock stands still.
    `due_on` is the day, for promises that are dates.
    """

    late_after: datetime | None
    due_on: date | None
    explanation: Explanation

    def is_late(self, now: datetime) -> bool:
        return self.late_after is not None and now > self.late_after


def compute(
    rule: Rule,
    *,
    start: datetime,
    calendar: Calendar,
    zone: ZoneInfo,
    pauses: Iterable[Pause] = (),
    extra: int = 0,
) -> Promise:
    """When a rule that began to run at `start` is due, prolonged by `extra` of its units.

    Pauses count for pausable rules only. A pause that begins after the promise was broken mends nothing: it
    stays late. Raises ValueError for a datetime without a zone, and for a pause that ends before it begins.
    """
    if start.tzinfo is None:
        raise ValueError("A promise starts at an aware datetime.")
    stops = list(_merged(pauses)) if rule.pausable else []
    reckoning = _Reckoning(rule, start, calendar, zone, stops, extra)
    return reckoning.instant() if rule.unit == "hours" else reckoning.day()


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The last instant of a local day, in UTC, also where the clocks change at midnight."""
    midnight = datetime.combine(day + timedelta(1), time.min, zone)
    # Midnight may come twice, or not at all; the later candidate that is still in the day is its end.
    candidates = [midnight.replace(fold=fold).astimezone(UTC) - INSTANT for fold in (0, 1)]
    return max(instant for instant in candidates if instant.astimezone(zone).date() <= day)


@dataclass(slots=True)
class _Reckoning:
    """One computation, and what became of each day on its way."""

    rule: Rule
    start: datetime
    calendar: Calendar
    zone: ZoneInfo
    pauses: list[Pause]
    extra: int
    counted: list[date] = field(default_factory=list)
    holidays: list[tuple[date, DayOff]] = field(default_factory=list)
    made_up: list[date] = field(default_factory=list)
    moved_from: list[tuple[date, DayOff]] = field(default_factory=list)
    weekend_days: int = 0
    paused_days: int = 0

    @property
    def amount(self) -> int:
        return self.rule.amount + self.extra

    def instant(self) -> Promise:
        due_at = self.start.astimezone(UTC) + timedelta(hours=self.amount)
        for pause in self.pauses:
            stopped_at = max(pause.start, self.start)
            if stopped_at > due_at:
                break
            if pause.end is None:
                return self.promise(None, None)
            due_at += max(pause.end - stopped_at, timedelta(0))
        return self.promise(due_at, None)

    def day(self) -> Promise:
        begun_on = _day_of(self.start, self.zone)
        if not self.count(begun_on):
            return self.promise(None, None)
        due_on = self.moved(self.counted[-1] if self.counted else begun_on)
        return self.promise(end_of_day(due_on, self.zone), due_on)

    def moved(self, last: date) -> date:
        """The last day, or the next one that is worked where the rule says that a day off gives way to it."""
        while self.rule.moved_by and (off := self.calendar.why_not(last)):
            self.moved_from.append((last, off))
            last += timedelta(1)
        return last

    def count(self, begun_on: date) -> bool:
        """Count from the day after `begun_on` until there are enough; False if the clock has stopped."""
        needed, day, stops = self.needed(begun_on), begun_on, self.stops()
        while len(self.counted) < needed:
            day += timedelta(1)
            stop = next((stop for stop in stops if stop.holds(day)), None)
            if stop is None:
                self.tally(day)
            elif stop.until is None:
                return False
            else:
                self.paused_days += 1
        return True

    def needed(self, begun_on: date) -> int:
        if self.rule.unit == "months":
            return (_months_later(begun_on, self.amount) - begun_on).days
        return self.amount

    def stops(self) -> list["_Stop"]:
        return [
            _Stop(_day_of(pause.start, self.zone), pause.end and _day_of(pause.end, self.zone))
            for pause in self.pauses
        ]

    def tally(self, day: date) -> None:
        off = self.calendar.why_not(day) if self.rule.unit == "working_days" else None
        if off is None:
            self.counted.append(day)
            if self.rule.unit == "working_days" and self.calendar.is_made_up(day):
                self.made_up.append(day)
        elif off.is_weekend:
            self.weekend_days += 1
        else:
            self.holidays.append((day, off))

    def promise(self, late_after: datetime | None, due_on: date | None) -> Promise:
        explanation = self.explanation(late_after, due_on)
        if self.moved_from:
            explanation["moved_from"] = [_rest(day, off) for day, off in self.moved_from]
            explanation["moved_by"] = self.rule.moved_by
        return Promise(late_after, due_on, explanation)

    def explanation(self, late_after: datetime | None, due_on: date | None) -> Explanation:
        return Explanation(
            rule=self.rule.key,
            amount=self.rule.amount,
            extra=self.extra,
            unit=self.rule.unit,
            source=self.rule.source,
            source_kind=self.rule.source_kind,
            calendar=self.calendar.code,
            zone=self.zone.key,
            start=self.start.isoformat(),
            counted=[[first.isoformat(), last.isoformat()] for first, last in _runs(self.counted)],
            holidays=[_rest(day, off) for day, off in self.holidays],
            weekend_days=self.weekend_days,
            made_up=[day.isoformat() for day in self.made_up],
            pauses=[[each.start.isoformat(), _iso(each.end)] for each in self.pauses],
            paused_days=self.paused_days,
            unpublished=self.unpublished(due_on),
            due_on=_iso(due_on),
            late_after=_iso(late_after),
        )

    def unpublished(self, due_on: date | None) -> list[int]:
        """Years whose days off mattered and are not known: those counted through, or those it may move in."""
        if not self.counted or not (self.rule.unit == "working_days" or self.rule.moved_by):
            return []
        first = self.counted[-1] if self.rule.moved_by else self.counted[0]
        years = range(first.year, (due_on or self.counted[-1]).year + 1)
        return [year for year in years if not self.calendar.is_known(year)]


@dataclass(frozen=True, slots=True)
class _Stop:
    """The days of a pause: those at whose end the clock stood still, so not the one on which it ran again."""

    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def _merged(pauses: Iterable[Pause]) -> Iterator[Pause]:
    """The same pauses in order, those that overlap as one."""
    current: Pause | None = None
    for pause in sorted(pauses, key=lambda each: each.start):
        if pause.end is not None and pause.end < pause.start:
            raise ValueError("A pause can't end before it begins.")
        if current is None:
            current = pause
        elif current.end is None or pause.start <= current.end:
            ends = [each.end for each in (current, pause) if each.end is not None]
            current = Pause(current.start, max(ends) if len(ends) == 2 else None)
        else:
            yield current
            current = pause
    if current is not None:
        yield current


def _day_of(instant: datetime, zone: ZoneInfo) -> date:
    return instant.astimezone(zone).date()


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """Days in order as runs without a gap: first and last of each."""
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and day - runs[-1][1] == timedelta(1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _iso(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None


def _rest(day: date, off: DayOff) -> Rest:
    return Rest(on=day.isoformat(), name=off.name, worked_on=_iso(off.worked_on))
