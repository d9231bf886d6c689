"""A meeting of a series, which the hall prepares; it goes on as every meeting does."""

import secrets
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Hall
from unionhall.kernel.procedures import limits
from unionhall.kernel.procedures.declaration import Beginning
from unionhall.kernel.procedures.limits import rule_for
from unionhall.kernel.procedures.predicates import is_hall
from unionhall.rooms.assembly.between.rhythm import held_on
from unionhall.rooms.assembly.meeting.days import NOTICE
from unionhall.rooms.assembly.models import Item, Log, Meeting, Series, Term
from unionhall.rooms.assembly.procedure.meetings import CALL_BY, meetings

AGENDA = {
    Series.Kind.QUESTION_DAY: (_("What became of earlier promises"), _("Questions and answers")),
    Series.Kind.DELIBERATION_DAY: (_("What is deliberated"), _("Promises that are made")),
}


@meetings.opening(
    allowed=is_hall,
    title=_("Prepare the next meeting of a series"),
    sentence=_("The hall prepared the next meeting of its series."),
)
def prepare_next(matter: Matter, *, actor: Hall, series: Series, term: Term, day: date) -> Beginning:
    """With the agenda that such a meeting has. Whoever leads looks it through and calls it."""
    zone = series.place.zone
    starts_at = datetime.combine(held_on(series, day), series.begins, tzinfo=zone)
    ends_at = starts_at + timedelta(minutes=series.minutes)
    meeting = Meeting(
        term=term, kind=series.kind, name=str(series), where=series.where,
        series=series, series_on=day, starts_at=starts_at, ends_at=ends_at,
    )  # fmt: skip
    notice = timedelta(days=rule_for(matter, NOTICE).amount + 1)
    limits.until(matter, CALL_BY, starts_at.date() - notice)
    rows = (Log(wall=secrets.token_bytes(32)), *_agenda(matter, series))
    return Beginning(meeting, words=meeting.name, rows=rows)


def _agenda(matter: Matter, series: Series) -> list[Item]:
    """In the language of the hall, as whoever prepares a meeting by hand would write it."""
    from django.conf import settings

    with override(settings.LANGUAGE_CODE):
        names = [str(each) for each in AGENDA[Series.Kind(series.kind)]]
    share = max(series.minutes // len(names), 1)
    return [
        Item(meeting=matter, number=number, position=number, name=name, minutes=share)
        for number, name in enumerate(names, 1)
    ]
