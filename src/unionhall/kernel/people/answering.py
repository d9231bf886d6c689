"""Who answers for a place: nearest first, up the tree, so that nothing is ever unowned."""

from collections.abc import Collection, Iterable
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.models import Office, Person
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
    candidates = [each for each in offices_up(place, {*roles, *above}) if each.person_id not in without]
    if not candidates:
        raise NobodyAnswers(str(place))
    nearest = [each for each in candidates if each.place_id == candidates[0].place_id]
    preferred = [each for each in nearest if each.role in roles] or nearest
    return turn(each.person for each in preferred)


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
