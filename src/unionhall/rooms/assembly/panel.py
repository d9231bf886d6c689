"""What the page of a meeting or a motion says."""

from unionhall.kernel.contract import Fact, Section, facts_of
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.clocks import say_there
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.assembly.models import Meeting
from unionhall.rooms.assembly.showing import motions

MOTION = "motion"


def facts(matter: Matter, reader: Reader) -> list[Fact]:
    """When and where a meeting is, by the clock of the place; who stands behind a motion."""
    if matter.kind == MOTION:
        return motions.facts(matter)
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


def sections(matter: Matter, reader: Reader) -> list[Section]:
    """The text of a motion; of a meeting, the ways to its votes."""
    if matter.kind == MOTION:
        return motions.sections(matter)
    return [Section("assembly/to_votes.html", {"reference": matter.reference})]


def caution(matter: Matter, reader: Reader) -> str:
    """That a vital motion doesn't bind as long as it is not adopted."""
    return motions.not_binding(matter) if matter.kind == MOTION else ""
