"""Appointments as calendar programs read them (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from unionhall.kernel.appointments import Appointment
from unionhall.kernel.daily.rounds import hall_zone

if TYPE_CHECKING:
    from icalendar import Event

TYPE = "text/calendar"


def calendar_of(appointments: Iterable[Appointment], name: str, *, method: str = "PUBLISH") -> bytes:
    """These meetings as a file in the reader's language.

    A calendar has a component always (RFC 5545, 3.6): without a meeting it is the hall's zone alone.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//unionhall//calendar//EN")
    made.add("version", "2.0")
    made.add("method", method)
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add_component(_zone())
    for each in appointments:
        made.add_component(_event(each))
    found: bytes = made.to_ical()
    return found


def _zone() -> Any:
    from icalendar import Timezone

    year = timezone.localdate().year
    return Timezone.from_tzinfo(hall_zone(), first_date=date(year, 1, 1), last_date=date(year + 2, 1, 1))


def _event(said: Appointment) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{said.reference}@{urlsplit(settings.HALL_ADDRESS).hostname}")
    event.add("dtstamp", said.changed_at.astimezone(UTC))
    event.add("last-modified", said.changed_at.astimezone(UTC))
    event.add("sequence", said.sequence)
    event.add("dtstart", said.starts_at.astimezone(UTC))
    event.add("dtend", said.ends_at.astimezone(UTC))
    event.add("summary", said.title)
    event.add("location", said.where)
    event.add("status", "CANCELLED" if said.is_off else "CONFIRMED")
    event.add("organizer", f"mailto:{settings.DEFAULT_FROM_EMAIL.rpartition('<')[2].rstrip('>')}")
    event.add("class", "PRIVATE" if said.is_private else "PUBLIC")
    return event
