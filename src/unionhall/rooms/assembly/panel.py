"""What the page of a meeting says."""

from unionhall.kernel.contract import Fact, facts_of
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.clocks import say_there
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.assembly.models import Meeting


def facts(matter: Matter, reader: Reader) -> list[Fact]:
    """When and where, by the clock of the place."""
    meeting: Meeting = matter.meeting
    zone = matter.place.zone
    labels = {each.name: each.verbose_name for each in Meeting._meta.concrete_fields}
    return facts_of(
        (
            (labels["starts_at"], say_there(meeting.starts_at, zone)),
            (labels["ends_at"], say_there(meeting.ends_at, zone)),
            (labels["where"], meeting.where),
        )
    )
