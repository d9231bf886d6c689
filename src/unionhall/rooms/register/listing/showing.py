"""What the page of a list says: to those on it why they are, to its officers also who is on it."""

from typing import Any

from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.ordering import explained, people_in_order
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy import reading
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.register.models import Listed, Listing

Said = list[tuple[str, Any]]


def said_of_list(matter: Matter, reader: Reader) -> Said:
    """Purpose, columns and both officers for everybody; who else is on it for nobody on it."""
    listing: Listing = matter.listing
    return [
        (_("What the list is for"), listing.purpose),
        (_("What stands in it"), columns(listing)),
        (_("Who asked for it"), _officer(listing.asked_by, matter)),
        (_("Who signed it"), _officer(listing.signed_by, matter)),
        *(_own(matter, reader) if reader.is_party else _everybody(matter, reader)),
    ]


def columns(listing: Listing) -> str:
    """The columns in words."""
    if listing.with_email and listing.with_phone:
        return _("Name, member number, e-mail address and telephone number")
    if listing.with_email:
        return _("Name, member number and e-mail address")
    if listing.with_phone:
        return _("Name, member number and telephone number")
    return _("Name and member number")


def _officer(person: Person | None, matter: Matter) -> str:
    if person is None:
        return ""
    nearest = person.office_over(matter.place_path)
    return _("%(name)s (%(office)s)") % {"name": person.name, "office": nearest} if nearest else person.name


def _own(matter: Matter, reader: Reader) -> Said:
    assert isinstance(reader.actor, Person)
    is_on_it = Listed.objects.filter(matter=matter, person=reader.actor, objected_at=None).exists()
    on_it = _("You are on it, and nobody on it sees who else is.")
    return [(_("You"), on_it if is_on_it else _("You are off the list."))]


def _everybody(matter: Matter, reader: Reader) -> Said:
    """Names and numbers. Before the signature they are no parties yet: the reading is logged here."""
    rows = list(Listed.objects.filter(matter=matter).select_related("person").order_by("person__number"))
    order = matter.place.order
    people = people_in_order([row.person for row in rows if row.objected_at is None], order)
    if matter.listing.signed_by_id is None and isinstance(reader.actor, Person) and people:
        reading.record(
            reader=reader.actor.uid,
            subjects=[person.uid for person in people],
            purpose=Access.Purpose.MATTER,
            what=matter.reference,
            role=reader.office.role if reader.office else "",
            place=reader.office.place.logged_as if reader.office else "",
        )
    return [
        (_("Who is on it"), _(", ").join(f"{person.name} {person.number}" for person in people)),
        (_("How it is ordered"), explained(order, [person.name for person in people]) if people else ""),
        (_("Objected and taken off"), str(len(rows) - len(people)) if len(rows) > len(people) else ""),
    ]
