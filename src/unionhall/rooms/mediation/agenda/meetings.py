"""A meeting as iCalendar (RFC 5545): a reference, a time, and a place or link; no names, no more."""

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from unionhall.kernel.matters.models import Matter
from unionhall.rooms.mediation.models import Dispute


def calendar_of(matters: Iterable[Matter]) -> bytes:
    """The meetings of those disputes that have one, as a file in the reader's language."""
    made = Calendar()
    made.add("prodid", "-//unionhall//mediation//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for matter in matters:
        dispute: Dispute = matter.dispute
        if dispute.meets_at and dispute.meets_until:
            made.add_component(_event(matter, dispute.meets_at, dispute.meets_until))
    found: bytes = made.to_ical()
    return found


def _event(matter: Matter, start: datetime, end: datetime) -> Event:
    event = Event()
    event.add("uid", f"{matter.reference}@{urlsplit(settings.HALL_ADDRESS).hostname}")
    event.add("dtstamp", matter.changed_at.astimezone(UTC))
    event.add("last-modified", matter.changed_at.astimezone(UTC))
    event.add("dtstart", start.astimezone(UTC))
    event.add("dtend", end.astimezone(UTC))
    event.add("summary", _("Meeting, %(reference)s") % {"reference": matter.reference})
    event.add("location", matter.dispute.where)
    event.add("class", "PRIVATE")
    return event
