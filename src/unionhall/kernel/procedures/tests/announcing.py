"""Days off that an operator announced, in a test."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.test import override_settings

from unionhall.environment.days_off import Announced, DaysOff
from unionhall.kernel.procedures import calendars

SOURCE = "State Council, notice of 2026-12-10"


@contextmanager
def announced(
    code: str, year: int, *, off: Iterable[date] = (), worked: Iterable[date] = ()
) -> Iterator[None]:
    """The file says this of the year while it lasts; nothing that was kept of calendars outlives it."""
    days = Announced(frozenset(off), frozenset(worked), SOURCE)
    with override_settings(DAYS_OFF=DaysOff(Path("days.toml"), {code: {year: days}})):
        calendars.calendar.cache_clear()
        yield
    calendars.calendar.cache_clear()
