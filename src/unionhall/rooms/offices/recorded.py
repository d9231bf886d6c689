"""Offices that no entry of the journal tells of."""

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.people.models import Office
from unionhall.rooms.offices.listing.held import say_days

SIGNED = "offices.sign"


def unrecorded() -> list[str]:
    """Each with its place and days; that which a hall was founded with is always among them."""
    signed = Entry.objects.filter(event=SIGNED).values_list("payload", flat=True)
    known = {(said["role"], said["place"], said["person"]) for said in signed}
    return [
        f"{office}: {say_days(office)}"
        for office in Office.objects.select_related("person", "place").order_by("from_on", "pk")
        if (office.role, office.place_id, str(office.person.uid)) not in known
    ]
