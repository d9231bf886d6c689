"""Reading a matter is written down for everybody whom it concerns."""

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import uid_of
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.privacy.reading import record


def record_matter(
    reader: Person | None, office: Office | None, matter: Matter, *, purpose: str, what: str
) -> None:
    """Write down that somebody opened a matter or a file of it, through an office or as a party to it.

    What lies open is nobody's, and nobody keeps who reads it.
    """
    if matter.circle:
        return
    record(
        reader=uid_of(matter.known_as(reader)) if reader else None,
        subjects=[person.uid for person in matter.people],
        purpose=Access.Purpose(purpose),
        what=what,
        role=office.role if office else "",
        place=office.place.logged_as if office else "",
    )
