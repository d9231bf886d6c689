"""The file of a list: made in memory when it is taken, and kept nowhere."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from unionhall.kernel.people.models import Person
from unionhall.rooms.register.models import Listing


def rows(listing: Listing, people: Iterable[Person]) -> list[list[str]]:
    """The list as a table, its head first."""
    return [_titles(listing), *(_row(listing, person) for person in people)]


def _titles(listing: Listing) -> list[str]:
    chosen = [_("E-mail")] * listing.with_email + [_("Telephone")] * listing.with_phone
    return [_("Member number"), _("Name"), *chosen]


def _row(listing: Listing, person: Person) -> list[str]:
    chosen = [person.email or ""] * listing.with_email + [person.phone] * listing.with_phone
    return [person.number, str(person.name), *chosen]
