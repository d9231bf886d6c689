"""The meetings of congresses in the calendars of members, and the file in a letter to a delegate."""

from unionhall.kernel.appointments import Appointment
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.assembly.apps import AssemblyRoom
from unionhall.rooms.assembly.meeting import seats
from unionhall.rooms.assembly.meeting.dates import appointment

INVITES = ("assembly.call", "assembly.move_it", "assembly.cancel", "assembly.remind_delegates")


def of_person(person: Person) -> list[Appointment]:
    """The meetings that are called, of every place where they are a member."""
    called = Matter.objects.open().filter(room=AssemblyRoom.label, kind="meeting", erased_at=None)
    coming = called.filter(state__in=("called", "sitting")).select_related("meeting").order_by("pk")
    return [appointment(matter) for matter in coming if matter.is_open_to(person)]


def told(matter: Matter, event: str, person: Person) -> Appointment | None:
    """For whoever holds a seat or stands by for one, when it is called, moved, near or called off."""
    if event not in INVITES or not _was_called(matter):
        return None
    return appointment(matter) if seats.mandate_of(matter.meeting.term, person) else None


def _was_called(matter: Matter) -> bool:
    return Entry.objects.filter(stream=matter.stream, event="assembly.call").exists()
