"""Who answers for a place: nearest first, up the tree, so that nothing is ever unowned."""

from collections.abc import Collection, Iterable
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places import tree
from unionhall.kernel.places.models import Place


class NobodyAnswers(Exception):
    """No one holds a suitable office at the place or above it."""

    message = _("Nobody answers for this place yet. Please call your union; it must appoint a coordinator.")


def offices_up(place: Place, roles: Collection[str]) -> list[Office]:
    """Offices of those roles at the place and above it, nearest first, longest held first."""
    paths = [place.path[:size] for size in range(4, len(place.path) + 1, 4)]
    found = Office.objects.current().filter(place__path__in=paths, role__in=roles, person__is_active=True)
    return sorted(found.select_related("person", "place"), key=lambda each: (-len(each.place.path), each.pk))


def first_contact(
    place: Place, roles: Collection[str], above: Collection[str], without: Collection[int]
) -> Person:
    """Who receives a new matter: somebody with one of `roles` nearest to the place, else of `above`.

    Several at one place take turns by the day's order of asking, so that nobody is picked by a score.
    Raises NobodyAnswers.
    """
    found = _officers_up(place, [*roles, *above])
    candidates = [each for each in found if each.pk not in without]
    if not candidates:
        raise NobodyAnswers(str(place))
    nearest = [each for each in candidates if each.at_place == candidates[0].at_place]
    return turn([each for each in nearest if each.in_role in roles] or nearest)


# Every new matter asks this, and building the query would take longer than running it.
_OFFICERS = """
    SELECT person.*, office.role AS in_role, office.place_id AS at_place
    FROM people_office office
    JOIN people_person person ON person.id = office.person_id
    JOIN places_place place ON place.id = office.place_id
    WHERE place.path = ANY(%s) AND office.role = ANY(%s) AND person.is_active
        AND office.from_on <= %s AND (office.until_on IS NULL OR office.until_on >= %s)
    ORDER BY length(place.path) DESC, office.id
"""


def _officers_up(place: Place, roles: list[str]) -> list[Any]:
    """Those who hold offices, as `offices_up` lists them; each person says `in_role` and `at_place`."""
    today = timezone.localdate()
    return list(Person.objects.raw(_OFFICERS, [tree.lineage(place.path), roles, today, today]))


def turn(persons: Iterable[Person]) -> Person:
    """One of several, evenly: by a random draw, which needs no count of anybody's work."""
    from secrets import choice

    return choice(list(persons))


def next_above(
    place: Place, roles: Collection[str], current: Person | None, without: Collection[int]
) -> Person | None:
    """Who takes a matter over when nobody acted: the next level's coordinator, or None at the top."""
    offices = [each for each in offices_up(place, roles) if each.person_id not in without]
    levels = [list(group) for _path, group in groupby(offices, key=lambda each: each.place.path)]
    held = [
        index for index, level in enumerate(levels) if current and current.pk in {o.person_id for o in level}
    ]
    above = levels[held[-1] + 1 :] if held else levels
    return above[0][0].person if above else None
