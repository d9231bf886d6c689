"""From when until when an office may be granted."""

from datetime import date, timedelta

from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.packs import pack
from unionhall.kernel.procedures.rules import Rule
from unionhall.rooms.offices.procedure.refusals import AlreadyHeld, WrongDays


def rule_of(place: Place, on: date) -> Rule:
    """The longest time for which an office is granted at once there."""
    return pack(place.pack).get("offices.term", on=on)


def last_day(place: Place, from_on: date) -> date:
    """The last day on which an office that begins so may end."""
    year = from_on.year + rule_of(place, from_on).amount
    leap = (from_on.month, from_on.day) == (2, 29)
    return date(year, 3, 1) - timedelta(1) if leap else from_on.replace(year=year) - timedelta(1)


def refuse_wrong(person: Person, role: str, place: Place, *, days: tuple[date, date], today: date) -> None:
    """Raises WrongDays or AlreadyHeld."""
    from_on, until_on = days
    if not today <= from_on <= until_on <= last_day(place, from_on):
        raise WrongDays
    if held(person, role, place, days):
        raise AlreadyHeld


def held(person: Person, role: str, place: Place, days: tuple[date, date]) -> bool:
    """Whether the person holds that very office on one of these days."""
    same = Office.objects.filter(person=person, role=role, place=place, from_on__lte=days[1])
    return same.exclude(until_on__lt=days[0]).exists()
