"""What handlers do: accept, hand over, ask back, extend, note, step aside."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters import storage
from unionhall.kernel.matters.cleaning import CleanFile
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor, Hall
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures import limits
from unionhall.kernel.procedures.declaration import Text
from unionhall.kernel.procedures.escalation import hand_elsewhere, hand_up, recuse
from unionhall.kernel.procedures.predicates import (
    coordinates_here,
    is_hall,
    is_handler,
    is_party,
    predicate,
    serves_here,
)
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.kernel.procedures.work import current
from unionhall.rooms.desk.procedure.states import IN_HAND, OPEN, desk


@predicate("whom it was handed to")
def is_offered_to(matter: Matter, actor: Actor) -> bool:
    return isinstance(actor, Person) and matter.offered_to_id == actor.pk


@predicate("as long as it was not extended before")
def is_not_extended(matter: Matter, actor: Actor) -> bool:
    return not matter.deadlines.filter(state="", extra__gt=0).exists()


def _record(matter: Matter, handler: Person | None) -> Mapping[str, Any]:
    return {"handler": str(handler.uid)} if handler else {}


@desk.move(
    source=("received", "escalated"),
    target="accepted",
    allowed=is_handler | serves_here | is_hall,
    title=_("Take it on"),
    sentence=_("{actor} took the request on."),
    style="main",
)
def accept(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """From now on you answer for this request."""
    if isinstance(actor, Person):
        matter.handler = actor
    return _record(matter, matter.handler)


@desk.move(
    source=("received", "accepted", "escalated"),
    target="offered",
    allowed=is_handler | coordinates_here,
    title=_("Hand over"),
    sentence=_("{actor} asked {adviser} to take the request."),
    text=Text(_("What your colleague should know"), required=False, internal=True),
)
def hand_over(matter: Matter, *, actor: Actor, adviser: Person) -> Mapping[str, Any]:
    """You answer for it until your colleague accepts."""
    if not serves_here(matter, adviser):
        raise NotAllowed("hand_over")
    matter.offered_to = adviser
    return {"adviser": str(adviser.uid)}


@desk.move(
    source="offered",
    target="accepted",
    allowed=is_offered_to,
    title=_("Accept it"),
    sentence=_("{actor} took the request over."),
    style="main",
)
def take_over(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """From now on you answer for this request."""
    assert isinstance(actor, Person)
    matter.handler = actor
    return _record(matter, actor)


@desk.move(
    source="offered",
    target="accepted",
    allowed=is_offered_to | is_hall,
    title=_("Give it back"),
    sentence=_("The request went back to whoever handed it over."),
)
def give_back(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """It is not for you; it returns to your colleague."""
    return _record(matter, matter.handler)


@desk.move(
    source=IN_HAND,
    target="waiting",
    allowed=is_handler,
    title=_("Ask the member"),
    sentence=_("{actor} asked a question. The clock stands still until it is answered."),
    text=Text(_("Your question, and everything that is missing")),
)
def ask_member(matter: Matter, *, actor: Actor) -> None:
    """Ask for everything that is missing at once; the clock stands still meanwhile."""


@desk.move(
    source="waiting",
    target="accepted",
    allowed=is_party,
    title=_("Answer the question"),
    sentence=_("The question was answered."),
    text=Text(_("Your answer")),
    style="main",
)
def reply(matter: Matter, *, actor: Actor) -> None:
    """Your answer goes to the person in charge, and the clock runs on."""


@desk.move(
    source=tuple(state for state in OPEN if state != "waiting"),
    target=None,
    allowed=is_party,
    title=_("Add something"),
    sentence=_("Something was added to the request."),
    text=Text(_("What you would like to add")),
)
def add(matter: Matter, *, actor: Actor) -> None:
    """Tell the person in charge something more."""


@desk.move(
    source=OPEN,
    target=None,
    allowed=is_party | is_handler,
    title=_("Add a file"),
    sentence=_("A file was added."),
)
def attach(matter: Matter, *, actor: Actor, file: CleanFile) -> Mapping[str, Any]:
    """A picture, a PDF or a text. What it says about its maker and place is removed."""
    kept = storage.keep(matter, file, added_by=actor if isinstance(actor, Person) else None)
    current().add(kept)
    return {"sha256": kept.sha256}


@desk.move(
    source=OPEN,
    target=None,
    allowed=is_handler | serves_here,
    title=_("Write a note on the case"),
    sentence=_("{actor} wrote a note on the case."),
    text=Text(_("A note on the case. The member may ask to read it."), internal=True),
    tells=False,
    style="rare",
)
def note(matter: Matter, *, actor: Actor) -> None:
    """For colleagues. It concerns the case, never the person."""


@desk.move(
    source=("accepted", "escalated"),
    target=None,
    allowed=is_handler & is_not_extended,
    title=_("Extend the time"),
    sentence=_("{actor} needs more time and says why."),
    text=Text(_("Why it takes longer")),
)
def extend(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """Once, by the time that the rules allow; the member is told why."""
    return {"added": limits.extend(matter, "desk.completion_extension")}


@desk.move(
    source=("received", "accepted", "offered", "escalated"),
    target="escalated",
    allowed=is_hall,
    title=_("Escalate"),
    sentence=_("Nobody acted in time. {handler} answers for it now."),
)
def escalate(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """Nobody acted in time: the next level takes it."""
    assert isinstance(actor, Hall)
    return hand_up(matter)


@desk.move(
    source=tuple(state for state in OPEN if state != "offered"),
    target="received",
    allowed=is_handler,
    title=_("I have a conflict of interest"),
    sentence=_("The person in charge stepped aside. {handler} answers for it now."),
    style="rare",
)
def declare_conflict(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """Somebody else takes it. Nobody asks or keeps why."""
    return _step_aside(matter)


@desk.move(
    source=tuple(state for state in OPEN if state != "offered"),
    target="received",
    allowed=is_party,
    title=_("Ask for somebody else"),
    sentence=_("Somebody else was asked for. {handler} answers for it now."),
    style="rare",
)
def object_to_handler(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """Somebody else takes it. You need not say why, and nobody keeps it."""
    return _step_aside(matter)


def _step_aside(matter: Matter) -> Mapping[str, Any]:
    assert matter.handler is not None
    recuse(matter, matter.handler)
    return hand_elsewhere(matter)
