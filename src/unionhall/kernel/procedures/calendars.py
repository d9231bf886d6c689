"""Working-day calendars: which days count, and why another one does not.

The holidays come from the `holidays` package, and so do the made-up working days: weekend days that are
worked in exchange for a day off. A year is read once and kept. Over them lies what the
operator announces in a file of their own, where the package comes late.

A code names a country, "CN", or a region, "GB-ENG"; behind a slash which of the country's lists holds, as in
"HK/optional" for Hong Kong's general holidays, and behind another the days of the week that are worked, from
1 for Monday on: "HK/optional/1-6".
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib.metadata import version
from time import strptime

from django.conf import settings
from holidays import HolidayBase, country_holidays

from unionhall.environment.days_off import Announced

# Django's language codes to those of the package: each in turn, before English.
TONGUES = {
    "zh-hans": ("zh_CN", "zh_TW", "zh_HK", "zh_MO"),
    "zh-hant": ("zh_TW", "zh_HK", "zh_MO", "zh_CN"),
}
PARTS_ONLY = {"GB"}  # the country's own list holds only what all its regions share
NO_MORE_SWAPS = {"TW": 2026}  # from that year on no weekend is worked in exchange, by its law
NOW_AND_THEN = {"AM", "AZ", "KG", "KZ", "MM", "UA"}  # swaps are announced in some years only
WEEK = re.compile(r"([1-7])-([1-7])")


class UnknownCalendar(ValueError):
    """There is no such calendar; `choices` are the codes that could have been meant, if any."""

    def __init__(self, message: str, *choices: str) -> None:
        super().__init__(message)
        self.choices = choices


@dataclass(frozen=True, slots=True)
class DayOff:
    """Why a day does not count.

    `name` is the holiday's, in English where it has one, and empty for an ordinary weekend.
    `worked_on` is the weekend day that is worked in exchange for this one.
    """

    name: str = ""
    worked_on: date | None = None

    @property
    def is_weekend(self) -> bool:
        return not self.name


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a calendar: its days off, in order, and the weekend days that are worked.

    `is_estimated`: the day of some holiday is a guess as yet.
    """

    off: dict[date, DayOff]
    made_up: frozenset[date]
    is_estimated: bool = False
    in_order: list[date] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "in_order", sorted(self.off))


def load() -> None:
    """Read now the calendars of all countries, for the processes that go on from this one."""
    import holidays.countries  # noqa: F401 - the package reads all of them for one


@lru_cache(maxsize=256)
def calendar(code: str) -> "Calendar":
    """The calendar that a code names; UnknownCalendar if there is none."""
    return Calendar(code)


def choose(text: str) -> "Calendar":
    """The calendar that somebody writes, in any case; UnknownCalendar also where a region must be said."""
    place, _slash, more = text.strip().partition("/")
    code = "/".join(filter(None, (place.upper(), more.lower())))
    found = calendar(code)
    if found.country in PARTS_ONLY and not found.region:
        regions = [f"{found.country}-{region}" for region in found.regions]
        raise UnknownCalendar(f"{code!r} holds only the days that all its regions share.", *regions)
    return found


class Calendar:
    """The working days of one country or region. Get it from `calendar()`, which keeps it."""

    def __init__(self, code: str) -> None:
        self.code = code
        place, chosen, week = (*code.split("/", 2), "", "")[:3]
        self.country, _dash, self.region = place.partition("-")
        self._lists = (chosen,) if chosen else None
        self._rest = _days_of_rest(code, week)
        try:
            self._blank = country_holidays(self.country, subdiv=self.region or None, categories=self._lists)
        except NotImplementedError:
            raise UnknownCalendar(
                f"There is no holiday calendar {code!r}. Use a country such as 'CN' or a region: 'GB-ENG'."
            ) from None
        except ValueError:
            lists = country_holidays(self.country).supported_categories
            raise UnknownCalendar(
                f"There is no list {chosen!r} of {place}: it has {', '.join(lists)}.",
                *(f"{place}/{each}" for each in lists),
            ) from None
        self._years: dict[int, Year] = {}
        self._names: dict[tuple[int, str | None], HolidayBase] = {}

    def is_working(self, day: date) -> bool:
        return day not in self.year(day.year).off

    def why_not(self, day: date) -> DayOff | None:
        """The reason why `day` is not worked; None if it is."""
        return self.year(day.year).off.get(day)

    def is_made_up(self, day: date) -> bool:
        """Whether `day` is at a weekend and worked all the same, in exchange for a day off."""
        return day in self.year(day.year).made_up

    def holiday_name(self, day: date, language: str = "en") -> str | None:
        """The holiday's name in a language (Django's code), else in English, else as the country calls it."""
        tongue = self._tongue(language)
        if (day.year, tongue) not in self._names:
            self._names[day.year, tongue] = self._read(day.year, tongue)
        name = self._names[day.year, tongue].get(day)
        return name.replace("; ", ", ") if name else None

    def is_known(self, year: int) -> bool:
        """Whether the year's days off are published.

        Some countries, China among them, announce each year anew which weekends are worked. Before that
        only the holidays fixed by law are known, and weekends are taken as ordinary ones. Nor is a year known
        of whose holidays one is estimated, as those are that go by the moon.
        """
        if self._announced(year):
            return self.is_covered(year)
        return self.is_published(year) and not self.year(year).is_estimated

    def is_published(self, year: int) -> bool:
        """Whether all is known that a government says beforehand; what goes by the moon may be a guess."""
        is_said = self._announced(year) is not None or year <= self._swaps_known_until(year)
        return self.is_covered(year) and is_said

    def is_covered(self, year: int) -> bool:
        """Whether the package has the year at all."""
        return bool(self._blank.start_year <= year <= self._blank.end_year)

    def known_by(self, year: int) -> str:
        """Who says which days of a year are off; empty where nobody does."""
        if announced := self._announced(year):
            return f"{settings.DAYS_OFF.path} ({announced.source})"
        return f"holidays {version('holidays')}" if self.is_known(year) else ""

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions of the country that have calendars of their own."""
        return tuple(self._blank.subdivisions)

    def _swaps_known_until(self, year: int) -> int:
        if not getattr(self._blank, "has_substituted_holidays", False):
            return year
        if year >= NO_MORE_SWAPS.get(self.country, year + 1):
            return year
        last = max(getattr(self._blank, "special_public_holidays", {}), default=year)
        return max(last, datetime.now(UTC).year) if self.country in NOW_AND_THEN else last

    def working_days(self, after: date, until: date) -> int:
        """How many days are worked after the day `after`, up to and with the day `until`."""
        if until <= after:
            return 0
        off = 0
        for number in range(after.year, until.year + 1):
            days = self.year(number).in_order
            off += bisect_right(days, until) - bisect_right(days, after)
        return (until - after).days - off

    def year(self, number: int) -> Year:
        if number not in self._years:
            self._years[number] = self._build(number)
        return self._years[number]

    def _build(self, number: int) -> Year:
        book = self._read(number, self._tongue("en"))
        first, last = date(number, 1, 1), date(number, 12, 31)
        days = (first + timedelta(nth) for nth in range((last - first).days + 1))
        off = {day: _day_off(book, day) for day in days if not book.is_working_day(day)}
        made_up = frozenset(day for day in book.weekend_workdays if day.year == number)
        year = Year(off, made_up, _is_estimated(book))
        announced = self._announced(number)
        return _laid_over(year, announced) if announced else year

    def _announced(self, year: int) -> Announced | None:
        """What the operator's file says of the year, of the region before the country."""
        of = settings.DAYS_OFF.years
        found = (of.get(code, {}).get(year) for code in (f"{self.country}-{self.region}", self.country))
        return next((each for each in found if each), None)

    def _read(self, number: int, tongue: str | None) -> HolidayBase:
        book = country_holidays(
            self.country,
            subdiv=self.region or None,
            years=number,
            expand=False,
            language=tongue,
            categories=self._lists,
        )
        if self._rest is not None:
            book.weekend = self._rest
        return book

    def _tongue(self, language: str) -> str | None:
        spoken = self._blank.supported_languages
        wanted = (*TONGUES.get(language, ()), language.replace("-", "_"), "en_US")
        found = (tongue for tongue in wanted if tongue in spoken)
        return next(found, self._blank.default_language)


def _laid_over(year: Year, announced: Announced) -> Year:
    """What was announced wins: a holiday keeps its name, another day off is called by who announced it."""
    off = {day: why for day, why in year.off.items() if day not in announced.worked}
    off |= {
        day: why if (why := off.get(day)) and why.name else DayOff(announced.source) for day in announced.off
    }
    return Year(off, (year.made_up | announced.worked) - announced.off, year.is_estimated)


def _days_of_rest(code: str, week: str) -> set[int] | None:
    """The days of the week that are not worked, from 0 for Monday on; None for the country's own."""
    if not week:
        return None
    match = WEEK.fullmatch(week)
    if not match or match[1] > match[2]:
        raise UnknownCalendar(f"{code!r}: write the days that are worked as 1-5, from Monday to Friday.")
    return {*range(7)} - {*range(int(match[1]) - 1, int(match[2]))}


def _is_estimated(book: HolidayBase) -> bool:
    label = getattr(book, "estimated_label", "")
    mark = book.tr(label).replace("%s", "").strip() if label else ""
    return bool(mark) and any(mark in name for name in book.values())


def _day_off(book: HolidayBase, day: date) -> DayOff:
    name = book.get(day) or ""
    return DayOff(name.replace("; ", ", "), _worked_instead(book, name))


def _worked_instead(book: HolidayBase, name: str) -> date | None:
    """The package says which day is worked only within the holiday's name."""
    label = getattr(book, "substituted_label", None)
    if not label or not name:
        return None
    pattern = book.tr(label).replace("%s", book.tr(getattr(book, "substituted_date_format", "%Y-%m-%d")))
    for part in name.split("; "):
        try:
            return date(*strptime(part, pattern)[:3])
        except ValueError:
            continue
    return None
