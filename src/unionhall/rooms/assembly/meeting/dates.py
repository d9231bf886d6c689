"""A meeting as it stands in somebody's calendar."""

from unionhall.kernel.appointments import Appointment
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.assembly.models import Meeting

RAISES = ("assembly.move_it", "assembly.cancel", "assembly.reopen")
"""What raises the sequence, by which calendar programs know that what they have is old."""


def appointment(matter: Matter) -> Appointment:
    """A meeting with its title, when and where; it is about nobody."""
    meeting: Meeting = matter.meeting
    moved = Entry.objects.filter(stream=matter.stream, event__in=RAISES).count()
    return Appointment(
        matter.reference,
        meeting.title,
        meeting.starts_at,
        meeting.ends_at,
        meeting.where,
        matter.changed_at,
        moved,
        is_off=matter.state == "cancelled",
    )
