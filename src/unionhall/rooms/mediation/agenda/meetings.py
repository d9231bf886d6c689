"""A meeting as iCalendar (RFC 5545): a reference, a time, and a place or link; no names, no more."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from unionhall.kernel.daily.rounds import hall_zone
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.mediation.models import Dispute

MOVED = ("mediation.choose_times", "mediation.keep_hour")


def calendar_of(matters: Iterable[Matter]) -> bytes:
    """The meetings of those disputes that have one, as a file in the reader's language.

    A calendar has a component always (RFC 5545, 3.6): without a meeting it is the hall's zone alone.
    """
    made, name = Calendar(), _("Meetings in mediation")
    made.add("prodid", "-//unionhall//mediation//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add_component(_zone())
    for matter in matters:
        dispute: Dispute = matter.dispute
        if dispute.meets_at and dispute.meets_until:
            made.add_component(_event(matter, dispute.meets_at, dispute.meets_until))
    found: bytes = made.to_ical()
    return found


def _zone() -> Timezone:
    year = timezone.localdate().year
    return Timezone.from_tzinfo(hall_zone(), first_date=date(year, 1, 1), last_date=date(year + 2, 1, 1))


def _event(matter: Matter, start: datetime, end: datetime) -> Event:
    event = Event()
    event.add("uid", f"{matter.reference}@{urlsplit(settings.HALL_ADDRESS).hostname}")
    event.add("dtstamp", matter.changed_at.astimezone(UTC))
    event.add("last-modified", matter.changed_at.astimezone(UTC))
    event.add("sequence", _times_moved(matter))
    event.add("dtstart", start.astimezone(UTC))
    event.add("dtend", end.astimezone(UTC))
    event.add("summary", _("Meeting, %(reference)s") % {"reference": matter.reference})
    event.add("location", matter.dispute.where)
    event.add("class", "PRIVATE")
    return event


def _times_moved(matter: Matter) -> int:
    """How often the time moved: programs keep the old one unless this rises (RFC 5546)."""
    agreed = Entry.objects.filter(stream=matter.stream, event__in=MOVED)
    return max(agreed.filter(payload__has_key="meets_at").count() - 1, 0)
