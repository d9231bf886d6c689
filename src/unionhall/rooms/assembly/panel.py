"""What the page of a matter of this room says, by its kind."""

from collections.abc import Callable, Sequence

from unionhall.kernel.contract import Fact, Section
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.assembly.delegates import rounds, vote_facts
from unionhall.rooms.assembly.showing import meetings, motions

FACTS: dict[str, Callable[[Matter], list[Fact]]] = {
    "meeting": meetings.facts,
    "motion": motions.facts,
    "election": vote_facts.of_election,
    "recall": vote_facts.of_recall,
}
SECTIONS: dict[str, Callable[[Matter, Reader], list[Section]]] = {
    "meeting": meetings.sections,
    "motion": motions.sections,
    "election": rounds.sections,
    "recall": rounds.sections,
}
CAUTIONS: dict[str, Callable[[Matter], str]] = {
    "motion": motions.not_binding,
    "election": vote_facts.why_not_read,
    "recall": vote_facts.why_not_read,
}


def facts(matter: Matter, reader: Reader) -> Sequence[Fact]:
    """What it is about."""
    return FACTS[matter.kind](matter)


def sections(matter: Matter, reader: Reader) -> Sequence[Section]:
    """What single facts can't say."""
    return SECTIONS[matter.kind](matter, reader) if matter.kind in SECTIONS else ()


def caution(matter: Matter, reader: Reader) -> str:
    """What nobody must miss."""
    return CAUTIONS[matter.kind](matter) if matter.kind in CAUTIONS else ""
