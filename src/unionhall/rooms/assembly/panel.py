"""What the page of a meeting, an election or a recall says."""

from unionhall.kernel.contract import Fact, Section, facts_of
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.clocks import say_there
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.assembly.delegates import rounds, vote_facts
from unionhall.rooms.assembly.models import Meeting


def facts(matter: Matter, reader: Reader) -> list[Fact]:
    """What it is about; of a meeting when and where, by the clock of the place."""
    told = {"election": vote_facts.of_election, "recall": vote_facts.of_recall}
    return told.get(matter.kind, _of_meeting)(matter)


def sections(matter: Matter, reader: Reader) -> list[Section]:
    """The votes of an election or a recall, with their arithmetic."""
    if matter.kind not in ("election", "recall"):
        return []
    shown = rounds.shown(matter)
    return [Section("assembly/rounds.html", {"rounds": shown})] if shown else []


def caution(matter: Matter, reader: Reader) -> str:
    """Why the result of a ballot that is over can't be read yet, where that is so."""
    return vote_facts.why_not_read(matter) if matter.state == "voting" else ""


def _of_meeting(matter: Matter) -> list[Fact]:
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
