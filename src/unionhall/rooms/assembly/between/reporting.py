"""Reporting back: which delegates still owe their constituency a report on which congress, and until when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.journal import events
from unionhall.kernel.journal.chain import append
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.telling import announce
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.limits import rule_for
from unionhall.kernel.procedures.work import unit
from unionhall.rooms.assembly.between.adopted import OVER
from unionhall.rooms.assembly.between.constituency import mandates_of
from unionhall.rooms.assembly.models import Mandate, Meeting, ReportBack

WITHIN = "assembly.report_back"
ASKED_FOR = timedelta(days=60)  # after a congress; later nobody is asked any more
AHEAD = timedelta(days=3)
REMINDED = "assembly.report_back_due"
events.register(
    REMINDED, _("Delegates who have not reported back on this meeting yet were reminded."),
    told=_("Those who elected you wait for your report on this meeting. Write it on the page “My delegate”."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Missing:
    """A congress on which a mandate has not reported back, and the last day for it."""

    meeting: Matter
    mandate: Mandate
    until: date


def missing(person: Person, now: datetime | None = None) -> list[Missing]:
    """What the person still owes as a delegate."""
    moment = now or timezone.now()
    return [
        Missing(meeting, mandate, until(meeting))
        for mandate in mandates_of(person)
        for meeting in _owed_by(mandate, moment)
    ]


def _owed_by(mandate: Mandate, now: datetime) -> "models.QuerySet[Matter]":
    return _over(now).filter(meeting__term=mandate.term_id).exclude(reports_back__mandate=mandate)


def until(meeting: Matter) -> date:
    """The last day for it, by the clock of the place."""
    held = meeting.meeting.ends_at.astimezone(meeting.place.zone).date()
    return held + timedelta(days=rule_for(meeting, WITHIN).amount)


def write(meeting: Matter, mandate: Mandate, text: str) -> None:
    """The delegate's report, or better words for one that stands."""
    said = {"text": text, "written_at": timezone.now()}
    ReportBack.objects.update_or_create(meeting=meeting, mandate=mandate, defaults=said)


def remind_all(now: datetime | None = None) -> int:
    """Remind the delegates of each congress once, shortly before their time is over; how many meetings."""
    moment = now or timezone.now()
    return sum(_remind(meeting, moment) for meeting in _over(moment))


def _over(now: datetime) -> "models.QuerySet[Matter]":
    ended = Matter.objects.filter(
        kind="meeting",
        state__in=OVER,
        meeting__kind=Meeting.Kind.CONGRESS,
        meeting__ends_at__gt=now - ASKED_FOR,
    )
    return ended.select_related("meeting", "place").order_by("meeting__starts_at", "pk")


def _remind(meeting: Matter, now: datetime) -> bool:
    is_time = timezone.localdate(now, meeting.place.zone) >= until(meeting) - AHEAD
    if not is_time or Entry.objects.filter(stream=meeting.stream, event=REMINDED).exists():
        return False
    held = Mandate.objects.current().filter(term=meeting.meeting.term_id, standing_by=None)
    owing = held.exclude(reports_back__meeting=meeting).values_list("person", flat=True)
    with unit() as work:
        locked = work.lock(meeting)
        entry = append(locked, REMINDED, actor=None, occurred_at=now, recorded_at=now, payload={})
        work.write([locked], [entry])
        announce(locked, entry, owing)
    return True
