"""Finding the person who stands at the counter."""

from collections.abc import Sequence

from unionhall.kernel.people import looking_up
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.rooms import room


def serving_offices(person: Person) -> list[Office]:
    """The offices through which a person serves the desk."""
    declared = room("desk")
    roles = {*declared.handled_by, *declared.coordinated_by}
    return [office for office in person.current_offices if office.role in roles]


def look_up(exactly: str, *, by: Person) -> Sequence[Person]:
    """Members of the places that the steward serves, as `looking_up.look_up` finds them."""
    return looking_up.look_up(exactly, by=by, offices=serving_offices(by), where="desk.counter")
