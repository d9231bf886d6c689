"""Working-day calendars: which days count, and why another one does not.

The holidays come from the `holidays` package, and so do the made-up working days: weekend days that are
worked in exchange for a day off. A year is read once and kept.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from time import strptime

from holidays import HolidayBase, country_holidays

# Django's language codes to those of the package
TONGUES = {"zh-hans": "zh_CN", "zh-hant": "zh_TW"}


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
    """One year of a calendar: its days off, in order, and the weekend days that are worked."""

    off: dict[date, DayOff]
    made_up: frozenset[date]
    in_order: list[date] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "in_order", sorted(self.off))


def load() -> None:
    """Read now the calendars of all countries, for the processes that go on from this one."""
    import holidays.countries  # noqa: F401 - the package reads all of them for one


@lru_cache(maxsize=256)
def calendar(code: str) -> "Calendar":
    """The calendar of a country ("CN") or of a region ("GB-ENG"); ValueError for an unknown code."""
    return Calendar(code)


class Calendar:
    """The working days of one country or region. Get it from `calendar()`, which keeps it."""

    def __init__(self, code: str) -> None:
        country, _dash, region = code.partition("-")
        try:
            self._blank = country_holidays(country, subdiv=region or None)
        except NotImplementedError:
            raise ValueError(
                f"There is no holiday calendar {code!r}. Use a country such as 'CN' or a region: 'GB-ENG'."
            ) from None
        self.code = code
        self._country, self._region = country, region or None
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
        only the holidays fixed by law are known, and weekends are taken as ordinary ones.
        """
        if not self._blank.start_year <= year <= self._blank.end_year:
            return False
        if not getattr(self._blank, "has_substituted_holidays", False):
            return True
        return year <= max(getattr(self._blank, "special_public_holidays", {}), default=year)

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
        return Year(off, frozenset(day for day in book.weekend_workdays if day.year == number))

    def _read(self, number: int, tongue: str | None) -> HolidayBase:
        return country_holidays(
            self._country, subdiv=self._region, years=number, expand=False, language=tongue
        )

    def _tongue(self, language: str) -> str | None:
        spoken = self._blank.supported_languages
        wanted = (TONGUES.get(language), language.replace("-", "_"), "en_US")
        return next((tongue for tongue in wanted if tongue in spoken), self._blank.default_language)


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
