"""What a decision writes into the register: memberships and offices from a day, until a day.

Days are the hall's own, as `current()` counts them, whatever the hour at the place: else somebody accepted
in the morning would be no member until noon. Whatever ends, ends with the day before; what began that very
day is taken out, as if it had never been.
"""

from datetime import date, timedelta

from django.db.models import QuerySet

from unionhall.kernel.people.models import DatedQuerySet, Membership, Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.work import current
from unionhall.rooms.register.models import Card


def enrol(person: Person, place: Place, *, on: date) -> None:
    """The person is a member of the place from that day on."""
    current().add(Membership(person=person, place=place, from_on=on))


def move(person: Person, origin: Place, target: Place, *, on: date) -> None:
    """The membership changes its place on one day, without a gap."""
    _end(person.memberships.current(on).filter(place=origin), on)
    if not person.memberships.current(on).filter(place=target).exists():
        enrol(person, target, on=on)


def depart(person: Person, *, on: date) -> dict[str, int]:
    """Every membership and office ends at once, and the card with them; how many of each."""
    current().delete(Card.objects.filter(person=person))
    return {
        "memberships": _end(person.memberships.current(on), on),
        "offices": _end(person.offices.current(on), on),
    }


def is_member(person: Person) -> bool:
    return bool(person.memberships.current().exists())


def _end(running: "DatedQuerySet | QuerySet[Membership]", on: date) -> int:
    begun_today = current().delete(running.filter(from_on=on))
    return begun_today + current().change(running, until_on=on - timedelta(days=1))


def close_account(person: Person) -> None:
    """Nobody signs in with it any more; whoever joins again with the same address gets it back."""
    person.is_active = False
    person.set_unusable_password()
    own = Person.objects.filter(pk=person.pk)
    current().change(own, is_active=False, password=person.password)
