"""The hall prepares the next meeting of each series ahead of its day; whoever leads calls it."""

import logging
from datetime import date, datetime, timedelta
from itertools import takewhile

from django.utils import timezone

from unionhall.kernel.people.actors import HALL
from unionhall.kernel.people.answering import NobodyAnswers
from unionhall.kernel.procedures.opening import new_matter
from unionhall.kernel.procedures.packs import pack
from unionhall.rooms.assembly.between import rhythm
from unionhall.rooms.assembly.models import Meeting, Series, Term
from unionhall.rooms.assembly.procedure import recurring

log = logging.getLogger(__name__)
AHEAD, NOTICE = "assembly.series_ahead", "assembly.notice"


def prepare_all(now: datetime | None = None) -> int:
    """Prepare what each series has within its time and is not there yet; how many meetings those are.

    A day that leaves less time than a call needs is passed over. Done again, it prepares nothing twice.
    """
    moment = now or timezone.now()
    series = Series.objects.current().select_related("place")
    return sum(_prepare(each, moment) for each in series)


def _prepare(series: Series, now: datetime) -> int:
    prepared = 0
    for day, term in missing(series, timezone.localdate(now, series.place.zone)):
        try:
            matter = new_matter(recurring.prepare_next, series.place)
            recurring.prepare_next(matter, actor=HALL, series=series, term=term, day=day, at=now)
        except NobodyAnswers:
            log.warning("nobody answers where the next meeting of %s is due", series.code)
            return prepared
        prepared += 1
    return prepared


def missing(series: Series, today: date) -> list[tuple[date, Term]]:
    """The days of its rhythm for which a meeting should stand by now and doesn't, each with the congress
    whose term it is then; after the end of all terms there are none.
    """
    rules = pack(series.place.pack)
    first = today + timedelta(days=rules.get(NOTICE, on=today).amount)
    last = today + timedelta(days=rules.get(AHEAD, on=today).amount)
    there = set(Meeting.objects.filter(series=series).values_list("series_on", flat=True))
    coming = takewhile(lambda day: day <= last, rhythm.days(series, first))
    dated = ((day, _term_on(series, day)) for day in coming if day not in there)
    return [(day, term) for day, term in dated if term]


def _term_on(series: Series, day: date) -> Term | None:
    running = Term.objects.current().filter(place=series.place, from_on__lte=day, until_on__gte=day)
    found: Term | None = running.order_by("-from_on").first()
    return found
