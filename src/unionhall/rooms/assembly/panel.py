"""What the page of a matter of this room says, by its kind."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kernel.contract import Fact, Section, facts_of
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.clocks import say_there
from unionhall.kernel.procedures.predicates import holds
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.assembly.apps import MANAGEMENT, PRESIDIUM, SECRETARY
from unionhall.rooms.assembly.between import showing
from unionhall.rooms.assembly.between.sources import HELD
from unionhall.rooms.assembly.models import Meeting


def _meeting_facts(matter: Matter, reader: Reader) -> list[Fact]:
    """Of which kind, when and where, by the clock of the place."""
    meeting: Meeting = matter.meeting
    zone = matter.place.zone
    labels = {each.name: each.verbose_name for each in Meeting._meta.concrete_fields}
    return facts_of(
        (
            (labels["kind"], meeting.get_kind_display()),
            (labels["starts_at"], say_there(meeting.starts_at, zone)),
            (labels["ends_at"], say_there(meeting.ends_at, zone)),
            (labels["where"], meeting.where),
        )
    )


may_promise = holds(MANAGEMENT, PRESIDIUM, SECRETARY)
WITH_PROMISES = ("answered", *HELD)
FACTS: dict[str, Callable[[Matter, Reader], list[Fact]]] = {
    "meeting": _meeting_facts,
    "question": showing.question_facts,
    "promise": showing.promise_facts,
    "joint_decision": showing.joint_facts,
    "delegate_question": showing.delegate_facts,
}
SECTIONS: dict[str, Callable[[Matter, Reader], list[Section]]] = {
    "meeting": showing.meeting_sections,
    "question": showing.question_sections,
    "promise": showing.promise_sections,
}


def facts(matter: Matter, reader: Reader) -> Sequence[Fact]:
    """What it is about."""
    return FACTS[matter.kind](matter, reader)


def sections(matter: Matter, reader: Reader) -> Sequence[Section]:
    """What single facts can't say."""
    return SECTIONS[matter.kind](matter, reader) if matter.kind in SECTIONS else ()


def leads_on(matter: Matter, reader: Reader) -> tuple[Any, str] | None:
    """From an answer or a meeting to the promise that was made in it."""
    if matter.kind not in ("question", "meeting") or matter.state not in WITH_PROMISES:
        return None
    return (
        (_("Write down a promise"), reverse("assembly:promise"))
        if may_promise(matter, reader.actor)
        else None
    )
