"""The demo union's people: its officers, and 400 members with them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from unionhall.demo.names import names
from unionhall.demo.officers import MEMBER, Officer, officers
from unionhall.demo.sign_ins import login
from unionhall.kernel.people.models import Membership, Office, Person
from unionhall.kernel.places.models import Place

MEMBERS = 400
NAME, HOME = "Maya O'Connor", "terminal"  # the member who can sign in, and their area
WITH_ADDRESS = 3  # of five have an e-mail address


def settle(places: Mapping[str, Place]) -> tuple[dict[str, Person], dict[str, list[Person]]]:
    """Everybody with memberships and offices: those who can sign in by role, the others by area."""
    written = officers()
    appointed = [_person(each.name, each.language, _address(each)) for each in written]
    member = _person(NAME, "en", login(MEMBER))
    crowd = [
        _person(name, language, _address_of(nth))
        for nth, (name, language) in enumerate(names(MEMBERS - len(written) - 1))
    ]
    everybody = Person.objects.bulk_create(_numbered([member, *appointed, *crowd]))
    _verify(everybody)
    _appoint(zip(appointed, written, strict=True), places)
    areas = {key: place for key, place in places.items() if place.kind == Place.Kind.AREA}
    members = {key: crowd[index :: len(areas)] for index, key in enumerate(areas)}
    _enrol({**members, HOME: [member, *members[HOME]]}, places)
    people = {each.login: person for person, each in zip(appointed, written, strict=True) if each.login}
    return {MEMBER: member, **people}, members


def let_in(people: Iterable[Person], encoded: str) -> None:
    """Let them sign in with a password."""
    Person.objects.filter(pk__in=[person.pk for person in people]).update(password=encoded)


def _person(name: str, language: str, email: str | None) -> Person:
    return Person(name=name, language=language, email=email, password=make_password(None))


def _address_of(nth: int) -> str | None:
    return f"{nth:03}@members.riverbend.example" if nth % 5 < WITH_ADDRESS else None


def _numbered(people: list[Person]) -> list[Person]:
    """Give everybody a member number and a telephone that nobody has."""
    for nth, person in enumerate(people, 1):
        person.number, person.phone = f"R{nth:05}", f"+44770090{nth:04}"
    return people


def _address(officer: Officer) -> str:
    """Those who can sign in have their role's address, the others one of their place and role."""
    return login(officer.login) if officer.login else f"{officer.role}.{officer.place}@riverbend.example"


def _verify(people: Iterable[Person]) -> None:
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True)
        for person in people
        if person.email
    )


def _appoint(appointed: Iterable[tuple[Person, Officer]], places: Mapping[str, Place]) -> None:
    since = _years_ago(2)
    held = [(person, each.role, places[each.place]) for person, each in appointed]
    Office.objects.bulk_create(
        Office(person=person, role=role, place=place, from_on=since) for person, role, place in held
    )
    Membership.objects.bulk_create(
        Membership(person=person, place=place, from_on=since) for person, _role, place in held
    )


def _enrol(members: Mapping[str, list[Person]], places: Mapping[str, Place]) -> None:
    since = _years_ago(1)
    Membership.objects.bulk_create(
        Membership(person=person, place=places[key], from_on=since)
        for key, persons in members.items()
        for person in persons
    )


def _years_ago(count: int) -> date:
    return timezone.localdate() - timedelta(days=365 * count)
