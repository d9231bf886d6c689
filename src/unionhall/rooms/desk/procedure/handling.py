"""What handlers do: accept, hand over, ask back, extend, note, step aside."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor, Hall
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.asks import Whom
from unionhall.kernel.procedures.customs.adding import adding, attaching
from unionhall.kernel.procedures.customs.taking_on import extending, stepping_aside
from unionhall.kernel.procedures.declaration import Text
from unionhall.kernel.procedures.escalation import colleagues, hand_up
from unionhall.kernel.procedures.predicates import (
    coordinates_here,
    is_hall,
    is_handler,
    is_party,
    predicate,
    serves_here,
)
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.desk.procedure.states import IN_HAND, OPEN, desk


@predicate("whom it was handed to")
def is_offered_to(matter: Matter, actor: Actor) -> bool:
    return isinstance(actor, Person) and matter.offered_to_id == actor.pk


@desk.move(
    source=("received", "escalated"),
    target="accepted",
    allowed=is_handler | serves_here | is_hall,
    title=_("Take it on"),
    sentence=_("{actor} took the request on."),
    done=_("You answer for it now. Told: {whom}."),
    for_many=True,
    style="main",
    undone_by=("hand_over",),
)
def accept(matter: Matter, *, actor: Actor) -> None:
    """From now on you answer for this request."""
    if isinstance(actor, Person):
        matter.handler = actor


@desk.move(
    source=("received", "accepted", "escalated"),
    target="offered",
    allowed=is_handler | coordinates_here,
    title=_("Hand over"),
    sentence=_("{actor} asked {adviser} to take the request."),
    asks={"adviser": Whom(label=_("Who should take it?"), among=colleagues)},
    text=Text(_("What your colleague should know"), required=False, internal=True),
    for_a_minute=True,
    for_many=True,
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
    undone_by=("hand_over",),
)
def take_over(matter: Matter, *, actor: Person) -> None:
    """From now on you answer for this request."""
    matter.handler = actor


@desk.move(
    source="offered",
    target="accepted",
    allowed=is_offered_to | is_hall,
    title=_("Give it back"),
    sentence=_("The request went back to whoever handed it over."),
    undone_by=("hand_over",),
)
def give_back(matter: Matter, *, actor: Actor) -> None:
    """It is not for you; it returns to your colleague."""


@desk.move(
    source=IN_HAND,
    target="waiting",
    allowed=is_handler,
    title=_("Ask the member"),
    sentence=_("{actor} asked a question. The clock stands still until it is answered."),
    text=Text(_("Your question, and everything that is missing")),
    for_a_minute=True,
    done=_("Your question went to {whom}. The clock stands still until it is answered."),
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
    done=_("Your answer went to {whom}, and the clock runs on."),
    style="main",
)
def reply(matter: Matter, *, actor: Actor) -> None:
    """Your answer goes to the person in charge, and the clock runs on."""


add = adding(
    desk,
    source=tuple(state for state in OPEN if state != "waiting"),
    sentence=_("Something was added to the request."),
)


attach = attaching(desk, source=OPEN)


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


extend = extending(desk, "desk.completion_extension", source=("accepted", "escalated"))


@desk.move(
    source=("received", "accepted", "offered", "escalated"),
    target="escalated",
    allowed=is_hall,
    title=_("Escalate"),
    sentence=_("Nobody acted in time. {handler} answers for it now."),
)
def escalate(matter: Matter, *, actor: Hall) -> Mapping[str, Any] | None:
    """Nobody acted in time: the next level takes it."""
    return hand_up(matter)


declare_conflict, object_to_handler = stepping_aside(
    desk, source=tuple(state for state in OPEN if state != "offered"), target="received"
)
