"""Matters of the demo's congress by number, and calling a meeting whose day is over by now."""

from datetime import datetime, timedelta

from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.assembly.models import Meeting
from unionhall.rooms.assembly.procedure import meetings

KNOWN = ("place", "handler", "meeting__term__place", "motion", "publicquestion")


def known(pk: int) -> Matter:
    """The matter as it is now."""
    found: Matter = Matter.objects.select_related(*KNOWN).get(pk=pk)
    return found


def call(pk: int, *, actor: Person, at: datetime) -> None:
    """In time, as it was then: the day is ahead for as long as the call takes."""
    held = Meeting.objects.filter(pk=pk)
    starts_at, ends_at = held.values_list("starts_at", "ends_at").get()
    ahead = timezone.now() + timedelta(days=30)
    held.update(starts_at=ahead, ends_at=ahead + (ends_at - starts_at))
    meetings.call(known(pk), actor=actor, at=at)
    held.update(starts_at=starts_at, ends_at=ends_at)
