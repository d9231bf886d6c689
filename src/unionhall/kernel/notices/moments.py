"""When a notice may leave: after quiet hours, or with all others of the day, in its person's time zone."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from unionhall.kernel.notices.models import Hours, Notice


def may_leave_at(notice: Notice, hours: Hours | None, now: datetime, *, rings: bool) -> datetime:
    """The first moment, `now` or later, that the person's hours allow.

    Quiet hours hold only what `rings`: a letter makes no noise. Who has never chosen hears at once.
    """
    if hours is None or (notice.urgent and hours.urgent_anyway):
        return now
    moment = max(now, _daily(notice.created_at, hours))
    return _after_quiet(moment, hours) if rings else moment


def _daily(created_at: datetime, hours: Hours) -> datetime:
    """The daily time after the event, or the event's own time without one."""
    return created_at if hours.daily_at is None else _next(hours.daily_at, created_at, hours.zone)


def _after_quiet(moment: datetime, hours: Hours) -> datetime:
    local = moment.astimezone(hours.zone).time()
    start, end = hours.quiet_from, hours.quiet_until
    quiet = start <= local < end if start <= end else local >= start or local < end
    return _next(end, moment, hours.zone) if quiet else moment


def _next(clock: time, moment: datetime, zone: ZoneInfo) -> datetime:
    """When the clocks of a zone next show a time, `moment` included."""
    day = moment.astimezone(zone).date()
    found = datetime.combine(day, clock, zone)
    return found if found >= moment else datetime.combine(day + timedelta(days=1), clock, zone)
