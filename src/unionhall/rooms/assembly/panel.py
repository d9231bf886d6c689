"""What the page of a matter of this room says, by its kind."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kernel.contract import Fact, Section
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.predicates import holds
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.assembly.apps import MANAGEMENT, PRESIDIUM, SECRETARY
from unionhall.rooms.assembly.between import showing as between
from unionhall.rooms.assembly.between.sources import HELD
from unionhall.rooms.assembly.delegates import rounds, vote_facts
from unionhall.rooms.assembly.showing import meetings, motions

FACTS: dict[str, Callable[[Matter, Reader], list[Fact]]] = {
    "meeting": meetings.facts,
    "motion": motions.facts,
    "election": vote_facts.of_election,
    "recall": vote_facts.of_recall,
    "question": between.question_facts,
    "promise": between.promise_facts,
    "joint_decision": between.joint_facts,
    "delegate_question": between.delegate_facts,
}
SECTIONS: dict[str, Callable[[Matter, Reader], list[Section]]] = {
    "meeting": lambda matter, reader: [
        *meetings.sections(matter, reader),
        *between.meeting_sections(matter, reader),
    ],
    "motion": motions.sections,
    "election": rounds.sections,
    "recall": rounds.sections,
    "question": between.question_sections,
    "promise": between.promise_sections,
}
CAUTIONS: dict[str, Callable[[Matter], str]] = {
    "motion": motions.not_binding,
    "election": vote_facts.why_not_read,
    "recall": vote_facts.why_not_read,
}
may_promise = holds(MANAGEMENT, PRESIDIUM, SECRETARY)
WITH_PROMISES = ("answered", *HELD)


def facts(matter: Matter, reader: Reader) -> Sequence[Fact]:
    """What it is about."""
    return FACTS[matter.kind](matter, reader)


def sections(matter: Matter, reader: Reader) -> Sequence[Section]:
    """What single facts can't say."""
    return SECTIONS[matter.kind](matter, reader) if matter.kind in SECTIONS else ()


def caution(matter: Matter, reader: Reader) -> str:
    """What nobody must miss."""
    return CAUTIONS[matter.kind](matter) if matter.kind in CAUTIONS else ""


def leads_on(matter: Matter, reader: Reader) -> tuple[Any, str] | None:
    """From an answer or a meeting to the promise that was made in it."""
    holds_some = matter.kind in ("question", "meeting") and matter.state in WITH_PROMISES
    if not (holds_some and may_promise(matter, reader.actor)):
        return None
    return (_("Write down a promise"), reverse("assembly:promise"))
