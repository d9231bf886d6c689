"""Days counted anew, once what they were counted on is known better.

What runs into a year whose days off were not published is counted again when they are: what was promised to
whoever asked only comes nearer by it, though not to a day that is over, and what waits for them only goes
farther. A day that ends at another
moment by newer data of the time zones ends then.
"""

import logging
from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.journal import events
from unionhall.kernel.journal.chain import append
from unionhall.kernel.matters.models import Deadline, Matter
from unionhall.kernel.notices.telling import notices
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures import limits
from unionhall.kernel.procedures.calendars import calendar
from unionhall.kernel.procedures.declaration import procedure_of
from unionhall.kernel.procedures.promises import end_of_day
from unionhall.kernel.procedures.work import unit

log = logging.getLogger(__name__)
EVENT = "procedures.recounted"
events.register(EVENT, _("The days off are published now, and a day of this matter was counted anew."))


def recount(now: datetime | None = None) -> int:
    """Count anew what must be, one transaction a matter; how many matters that were."""
    moment = now or timezone.now()
    return sum(_try(matter, moment) for matter in Matter.objects.open().filter(pk__in={*_stale()}))


def _try(matter: Matter, now: datetime) -> bool:
    """One that fails is logged and left as it was: it doesn't stop the others."""
    try:
        return _recount(matter, now)
    except Exception:
        log.exception("the days of %s can't be counted anew", matter)
        return False


def _stale() -> Iterator[int]:
    """Open matters with a day ahead that another count, or another end of the day, may change."""
    running = Deadline.objects.running().filter(due_on__isnull=False, missed_at__isnull=True)
    rows = running.values_list(
        "matter_id", "matter__place_id", "due_on", "due_at", "explanation__unpublished", "explanation__stays"
    )
    places: dict[int, Place] = {}
    for matter, place_id, due_on, due_at, unpublished, stays in rows.iterator():
        if place_id not in places:
            places[place_id] = Place.objects.get(pk=place_id)
        place = places[place_id]
        may_move = not stays and _is_known(place, unpublished)
        if may_move or due_at != end_of_day(due_on, place.zone):
            yield matter


def _is_known(place: Place, unpublished: list[int] | None) -> bool:
    """Whether some year that was not known then is known now."""
    return any(calendar(place.calendar_code).is_known(year) for year in unpublished or ())


def _recount(matter: Matter, now: datetime) -> bool:
    with unit() as work:
        locked = work.lock(matter)
        ahead = [each for each in locked.running if each.due_on and each.missed_at is None]
        days = {each.pk: each.due_on for each in ahead}
        changed = [each for each in ahead if _count_anew(locked, each, now)]
        limits.settle(locked)
        told = _tell(locked, now) if any(each.due_on != days[each.pk] for each in changed) else []
        work.write([locked, *changed], told)
    return bool(changed)


def _count_anew(matter: Matter, deadline: Deadline, now: datetime) -> bool:
    """Whether anything of the limit changed."""
    before = (deadline.due_at, deadline.explanation)
    if "terms" in deadline.explanation and _is_known(matter.place, deadline.explanation["unpublished"]):
        found = limits.count(matter, deadline)
        today = timezone.localdate(now, matter.place.zone)
        if found.due_on and found.due_on >= today and _loses_nothing(matter, deadline, found.due_on):
            limits.take_over(deadline, found)
        else:
            deadline.explanation = {**deadline.explanation, "stays": True}
    if deadline.due_on:
        deadline.due_at = end_of_day(deadline.due_on, matter.place.zone)
    return before != (deadline.due_at, deadline.explanation)


def _loses_nothing(matter: Matter, deadline: Deadline, day: date) -> bool:
    """Whether the day is no worse for whoever asked: what waits for them may end later, all else sooner."""
    state = procedure_of(matter).states.get(deadline.state)
    waits_for_them = state is not None and (state.pauses or state.waits)
    before = deadline.due_on or day
    return day >= before if waits_for_them else day <= before


def _tell(matter: Matter, now: datetime) -> list[Model]:
    entry = append(matter, EVENT, actor=None, occurred_at=now, recorded_at=now, payload={})
    return [entry, *notices(matter, entry, actor=HALL)]
