"""Finding what is due today and was not done yet, and doing it once.

Days are what counts, not moments: a hall that was off or suspended at the hour does it when it's there again,
and one whose clock is set back does nothing a second time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.utils import timezone

from unionhall.ground.daily import Daily, all_daily, named
from unionhall.kernel.daily.models import Done
from unionhall.kernel.places.models import Place

AGAIN = timedelta(hours=1)  # after which what failed is tried anew
LATE = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Round:
    """Where one kind of daily work stands at a moment.

    Attributes:
        due_at: since when what should be done by now was due. done: what is known of the last time.
        is_new: no worker has ever done anything in this hall.
    """

    daily: Daily
    due_at: datetime
    done: Done
    now: datetime
    is_new: bool = False

    @property
    def day(self) -> date:
        """The hall's day that it should be done for by now."""
        return self.due_at.date()

    @property
    def is_due(self) -> bool:
        return self.done.day is None or self.done.day < self.day

    @property
    def is_late(self) -> bool:
        """Whether an hour ago a day was missed; a hall that has just woken says so until it has caught up."""
        missed = (self.day - self.done.day - DAY) if self.done.day else timedelta()
        return not self.is_new and self.is_due and self.now - (self.due_at - missed) > LATE

    @property
    def may_begin(self) -> bool:
        begun_at = self.done.begun_at
        return self.is_due and (begun_at is None or self.now - begun_at > AGAIN)


def rounds(now: datetime | None = None) -> Iterator[Round]:
    """Where each kind of daily work stands; two queries."""
    now, zone = now or timezone.now(), hall_zone()
    known = {done.name: done for done in Done.objects.all()}
    for each in all_daily():
        done = known.get(each.name) or Done(name=each.name)
        yield Round(each, _last_due(each, now, zone), done, now, is_new=not known)


def due(now: datetime | None = None) -> list[str]:
    """The names of what may begin now."""
    return [each.daily.name for each in rounds(now) if each.may_begin]


def do(name: str, now: datetime | None = None) -> bool:
    """Do it unless it was done for this day; whether it was. Its caller sees to it that nobody else does.

    Raises what the work raises; it's tried anew later.
    """
    now, one = now or timezone.now(), named(name)
    if one is None:
        return False
    done, _made = Done.objects.get_or_create(name=name)
    current = Round(one, _last_due(one, now, hall_zone()), done, now)
    if not current.is_due:
        return False
    Done.objects.filter(name=name).update(begun_at=now)
    one.work()
    Done.objects.filter(name=name).update(day=current.day, done_at=timezone.now())
    return True


def hall_zone() -> ZoneInfo:
    """The zone of the highest place; UTC in a hall without a union."""
    zone = Place.objects.filter(parent=None).order_by("path").values_list("time_zone", flat=True).first()
    return ZoneInfo(zone or "UTC")


def _last_due(one: Daily, now: datetime, zone: tzinfo) -> datetime:
    today = now.astimezone(zone).date()
    at = datetime.combine(today, one.at, tzinfo=zone)
    return at if at <= now else datetime.combine(today - DAY, one.at, tzinfo=zone)
