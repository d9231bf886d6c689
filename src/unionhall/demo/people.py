"""The demo union's people: officers from `officers.toml`, and 400 members with them."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from unionhall.demo.names import names
from unionhall.demo.sign_ins import login
from unionhall.kernel.people.models import Membership, Office, Person
from unionhall.kernel.places.models import Place

OFFICERS = Path(__file__).with_name("officers.toml")
MEMBERS = 400
MEMBER, HOME = "Maya O'Connor", "terminal"  # the member who can sign in, and their area
WITH_ADDRESS = 3  # of five have an e-mail address


def settle(places: Mapping[str, Place], password: str) -> tuple[dict[str, Person], dict[str, list[Person]]]:
    """Everybody with memberships and offices: those who can sign in by role, the others by area."""
    written = tomllib.loads(OFFICERS.read_text())["officer"]
    encoded = make_password(password)
    officers = [
        _person(each["name"], each.get("language", "en"), _address(each), encoded) for each in written
    ]
    member = _person(MEMBER, "en", login("member"), encoded)
    crowd = [
        _person(name, language, _address_of(nth))
        for nth, (name, language) in enumerate(names(MEMBERS - len(officers) - 1))
    ]
    everybody = Person.objects.bulk_create(_numbered([member, *officers, *crowd]))
    _verify(everybody)
    _appoint(zip(officers, written, strict=True), places)
    areas = {key: place for key, place in places.items() if place.kind == Place.Kind.AREA}
    members = {key: crowd[index :: len(areas)] for index, key in enumerate(areas)}
    _enrol({**members, HOME: [member, *members[HOME]]}, places)
    people = {
        each["login"]: person for person, each in zip(officers, written, strict=True) if "login" in each
    }
    return {"member": member, **people}, members


def _person(name: str, language: str, email: str | None, encoded: str = "") -> Person:
    return Person(name=name, language=language, email=email, password=encoded or make_password(None))


def _address_of(nth: int) -> str | None:
    return f"{nth:03}@members.riverbend.example" if nth % 5 < WITH_ADDRESS else None


def _numbered(people: list[Person]) -> list[Person]:
    """Give everybody a member number and a telephone that nobody has."""
    for nth, person in enumerate(people, 1):
        person.number, person.phone = f"R{nth:05}", f"+44770090{nth:04}"
    return people


def _address(officer: Mapping[str, Any]) -> str:
    """Those who can sign in have their role's address, the others one of their place and role."""
    known = officer.get("login")
    return login(known) if known else f"{officer['role']}.{officer['place']}@riverbend.example"


def _verify(people: Iterable[Person]) -> None:
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True)
        for person in people
        if person.email
    )


def _appoint(officers: Iterable[tuple[Person, Mapping[str, Any]]], places: Mapping[str, Place]) -> None:
    since = _years_ago(2)
    held = [(person, each["role"], places[each["place"]]) for person, each in officers]
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
