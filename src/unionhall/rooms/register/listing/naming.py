"""Naming who shall be on a list: by exact member numbers, one a line, and nothing else."""

import unicodedata

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from unionhall.kernel.people.looking_up import look_up_numbers
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places.models import Place
from unionhall.rooms.register.models import MOST_LISTED
from unionhall.rooms.register.procedure.signers import KEEPER

LONGEST = 3_000  # characters of the field
WHERE = "register.list"


class Unnamed(Exception):
    """The lines don't name members of the keeper's place; the message says which and what to do."""


def numbers_in(typed: str) -> list[str]:
    """The numbers, one a line, each once; whatever the keyboard made of their signs."""
    lines = (unicodedata.normalize("NFKC", line).strip() for line in typed.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def named(typed: str, *, by: Person, place: Place) -> list[Person]:
    """The members whom the lines name. Raises Unnamed, TooManyLookUps."""
    numbers = numbers_in(typed)
    if len(numbers) > MOST_LISTED:
        raise Unnamed(_("These are %(count)d numbers. A list has 50 at most.") % {"count": len(numbers)})
    found, unknown = look_up_numbers(numbers, by=by, office=_office(by, place), where=WHERE)
    if unknown:
        words = ngettext(
            "%(numbers)s is no member of %(place)s. Check the number or take it out.",
            "%(numbers)s are no members of %(place)s. Check the numbers or take them out.",
            len(unknown),
        )
        raise Unnamed(words % {"numbers": ", ".join(unknown), "place": place})
    if by in found:
        raise Unnamed(_("Your own number is among them. Take it out: who asks can't be on the list."))
    return found


def _office(keeper: Person, place: Place) -> Office:
    kept = (each for each in keeper.current_offices if each.role == KEEPER)
    return next(each for each in kept if each.place_id == place.pk)
