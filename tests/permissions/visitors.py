"""Everybody who may knock at an address: people without an office, and one for each role of the hall."""

from typing import TYPE_CHECKING

from tests.permissions.rows import Row
from tests.town import person
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.people.roles import all_roles

if TYPE_CHECKING:
    from tests.town import Town

# The member asked for help at the place of the neighbour and the steward; the outsider belongs elsewhere.
PEOPLE = ("anonymous", "member", "neighbour", "outsider")
VISITORS = (*PEOPLE, "mill_coordinator", *all_roles())
STRANGERS = "strangers"  # one person with every office that a part of the hall says nothing of
ALWAYS = (*PEOPLE, "administrator")


def visitors_of(rows: list[Row]) -> tuple[str, ...]:
    """Who has to be tried: whoever a row names, some who are always strangers, and all others in one.

    An office only ever adds to what somebody may do; so what one with all of them is refused, each is.
    """
    named = {*ALWAYS, *(visitor for row in rows for visitor in row.answers)}
    return (*(visitor for visitor in VISITORS if visitor in named), STRANGERS)


def visitor_of(town: "Town", name: str) -> Person:
    """The person of the town called so, or somebody with that office at the union, new at first."""
    known: Person | None = getattr(town, name, None)
    there = known or Person.objects.filter(offices__role=name, offices__place=town.union).first()
    return there or person(name.replace("_", " ").title(), town.union, name)


def strangers(town: "Town", rows: list[Row]) -> Person:
    """Somebody new who holds every other office at the union, over all places."""
    made = person("Stranger", town.union)
    for role in sorted(set(all_roles()) - set(visitors_of(rows))):
        Office.objects.create(person=made, place=town.union, role=role)
    return made
