"""On which days a series of meetings falls, worked out by rrule and moved past days on which nobody works."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from dateutil.rrule import MONTHLY, rrule, weekday

from unionhall.kernel.procedures.calendars import calendar
from unionhall.rooms.assembly.models import Series

MOST_MOVED = 31  # days; a calendar in which nobody works for longer is none


def days(series: Series, after: date) -> Iterator[date]:
    """The days of its rhythm after a day, the earliest first, as they stand in the month."""
    start = datetime.combine(series.from_on.replace(day=1), time())
    wanted = weekday(series.weekday, series.week)
    falls = rrule(MONTHLY, interval=series.months, dtstart=start, byweekday=wanted)
    earliest = max(after, series.from_on - timedelta(days=1))
    yield from (each.date() for each in falls.xafter(datetime.combine(earliest, time.max)))


def held_on(series: Series, day: date) -> date:
    """The day on which it is held: that one, or the next on which people work at its place."""
    works = calendar(series.place.calendar_code).is_working
    moved = (day + timedelta(days=more) for more in range(MOST_MOVED))
    return next((each for each in moved if works(each)), day)
