"""What mediation puts into somebody's own calendar."""

from unionhall.kernel.appointments import Appointment
from unionhall.kernel.people.models import Person
from unionhall.rooms.mediation.agenda import feeds, meetings


def of_person(person: Person) -> list[Appointment]:
    """The meetings in which they take part, as a side or as who has the dispute in hand."""
    return meetings.appointments(feeds.meetings_of(person))
