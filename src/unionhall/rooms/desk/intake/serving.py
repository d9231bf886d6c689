"""Who serves at the counter."""

from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.rooms import room


def serving_offices(person: Person) -> list[Office]:
    """The offices through which a person serves the desk."""
    roles = room("desk").served_by
    return [office for office in person.current_offices if office.role in roles]
