"""Keeping what a person chose: their channels in order, and their hours."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from unionhall.kernel.notices import channels
from unionhall.kernel.notices.models import Choice, Hours
from unionhall.kernel.people.models import Membership, Person


def hours_of(person: Person) -> Hours:
    """What the person chose, or the hours to begin with, not yet kept."""
    return Hours.objects.filter(person=person).first() or Hours(person=person, time_zone=_home_zone(person))


def chosen(person: Person) -> list[Choice]:
    """The person's channels in order; who has never chosen is reached by e-mail."""
    kept = list(Choice.objects.filter(person=person).select_related("person").order_by("position"))
    if kept or Hours.objects.filter(person=person).exists():
        return kept
    return [Choice(person=person, channel=channels.EMAIL, position=0)] if person.email else []


def resting(person: Person) -> list[Choice]:
    """The person's channels that failed too often and are left alone for now."""
    return list(Choice.objects.filter(person=person, rests_until__gt=timezone.now()).order_by("position"))


@transaction.atomic
def keep(person: Person, wanted: Sequence[str], hours: Hours) -> None:
    """Keep these channels in this order, and the hours; a channel left out is forgotten with its address."""
    _lock(person)
    hours.person = person
    hours.save()
    Choice.objects.filter(person=person).exclude(channel__in=wanted).delete()
    for position, channel in enumerate(wanted):
        Choice.objects.update_or_create(person=person, channel=channel, defaults={"position": position})


@transaction.atomic
def add(person: Person, channel: str, address: str) -> None:
    """Keep a proved address; a channel that is new comes first, and what failed before is forgotten."""
    _lock(person)
    before = chosen(person)
    proved = {"address": address, "failures": 0, "rests_until": None}
    Choice.objects.update_or_create(
        person=person, channel=channel, defaults=proved, create_defaults={**proved, "position": 0}
    )
    others = [each.channel for each in before]
    keep(person, others if channel in others else [channel, *others], hours_of(person))


@transaction.atomic
def forget(person: Person, channel: str) -> None:
    """Reach the person there no more; where nothing else is left, by e-mail again."""
    _lock(person)
    others = [each.channel for each in chosen(person) if each.channel != channel]
    keep(person, others or ([channels.EMAIL] if person.email else []), hours_of(person))


def _lock(person: Person) -> None:
    """Two choices of one person at the same moment come one after the other."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _home_zone(person: Person) -> str:
    """The time zone where the person is a member; that of the hall's clock for somebody who is nowhere."""
    membership = Membership.objects.current().filter(person=person).select_related("place").first()
    return membership.place.zone.key if membership else timezone.get_default_timezone_name()
