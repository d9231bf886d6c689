"""What the management answers to an adopted motion, and whether that is enough for who proposed it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.asks import Choice
from unionhall.kernel.procedures.customs.going_up import handed_up
from unionhall.kernel.procedures.declaration import NOTHING, Text
from unionhall.kernel.procedures.predicates import holds, is_handler, predicate
from unionhall.rooms.assembly.apps import MANAGEMENT
from unionhall.rooms.assembly.models import Motion
from unionhall.rooms.assembly.procedure.delegates import is_proposer
from unionhall.rooms.assembly.procedure.meetings import prepares
from unionhall.rooms.assembly.procedure.motions import motions

hand_up_answer = handed_up(
    motions,
    "hand_up_answer",
    source="adopted",
    title=_("Hand it up"),
    sentence=_("It was not answered in time. {handler} answers for it now."),
)


@motions.move(
    source="adopted",
    target="answered",
    allowed=holds(MANAGEMENT) | is_handler,
    title=_("Answer"),
    sentence=_("The management answered it."),
    text=Text(_("What is done, by when and by whom; or why not")),
    style="main",
    asks={
        "outcome": Choice(label=_("What comes of it?"), among=lambda matter, actor: Motion.Outcome.choices)
    },
)
def answer(matter: Matter, *, actor: Person, outcome: str) -> dict[str, Any]:
    """Every member of the place reads it. Its proposer says whether that is enough."""
    matter.motion.outcome = outcome
    return {"outcome": outcome}


@predicate("it was answered once")
def may_be_redone(matter: Matter, actor: Actor) -> bool:
    return not matter.motion.redone


@motions.move(
    source="answered",
    target="settled",
    allowed=is_proposer,
    title=_("That is enough"),
    sentence=_("Its proposer is satisfied with the answer."),
    style="main",
    lost=NOTHING,
)
def be_satisfied(matter: Matter, *, actor: Person) -> None:
    """It is settled, and reported to the next congress."""
    matter.motion.satisfied = True


@motions.move(
    source="answered",
    target="adopted",
    allowed=is_proposer & may_be_redone,
    title=_("Have it answered once more"),
    sentence=_("Its proposer asked for another answer."),
    text=Text(_("What is missing")),
)
def ask_again(matter: Matter, *, actor: Person) -> None:
    """The management answers once more. This can be asked once."""
    matter.motion.redone = True


@motions.move(
    source="answered",
    target="settled",
    allowed=is_proposer & ~may_be_redone,
    title=_("That is not enough"),
    sentence=_("Its proposer is not satisfied. The next congress reads that."),
    text=Text(_("What is missing")),
)
def be_unsatisfied(matter: Matter, *, actor: Person) -> None:
    """It is reported to the next congress with what you say."""
    matter.motion.satisfied = False


@motions.move(
    source="answered",
    target="settled",
    allowed=prepares,
    title=_("Close it"),
    sentence=_("It was closed, since its proposer said nothing."),
    text=Text(_("How the proposer was asked")),
    style="rare",
)
def conclude(matter: Matter, *, actor: Person) -> None:
    """Its proposer doesn't say anything. It is reported to the next congress as it stands."""
