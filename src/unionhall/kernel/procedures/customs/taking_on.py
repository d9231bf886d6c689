"""Who answers for a matter: taking it on, more time for it, and stepping aside from it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures import limits
from unionhall.kernel.procedures.declaration import NOTHING, Move, Procedure, Text
from unionhall.kernel.procedures.escalation import hand_elsewhere, recuse
from unionhall.kernel.procedures.predicates import Predicate, is_handler, is_party, predicate, serves_here

ANSWERS = is_handler | serves_here


def taking_on(
    procedure: Procedure,
    *,
    source: Iterable[str],
    target: str,
    allowed: Predicate = ANSWERS,
    sentence: Any = _("{actor} took it on."),
) -> Move:
    """`accept`: whoever takes it on answers for it."""

    @procedure.move(
        source=source,
        target=target,
        allowed=allowed,
        title=_("Take it on"),
        sentence=sentence,
        style="main",
        lost=NOTHING,
    )
    def accept(matter: Matter, *, actor: Actor) -> None:
        """From now on you answer for it."""
        if isinstance(actor, Person):
            matter.handler = actor

    return accept


@predicate("as long as it was not extended before")
def is_not_extended(matter: Matter, actor: Actor) -> bool:
    return not matter.deadlines.filter(state="", extra__gt=0).exists()


def extending(procedure: Procedure, rule: str, *, source: Iterable[str]) -> Move:
    """`extend`: the promise is prolonged once, by the rule, with a reason that the member reads."""

    @procedure.move(
        source=source,
        target=None,
        allowed=is_handler & is_not_extended,
        title=_("Extend the time"),
        sentence=_("{actor} needs more time and says why."),
        text=Text(_("Why it takes longer")),
    )
    def extend(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
        """Once, by the time that the rules allow; the member is told why."""
        return {"added": limits.extend(matter, rule)}

    return extend


def stepping_aside(procedure: Procedure, *, source: Iterable[str], target: str) -> tuple[Move, Move]:
    """`declare_conflict` of the handler and `object_to_handler` of a party: somebody else has it then."""
    common: dict[str, Any] = {"source": source, "target": target, "style": "rare"}

    @procedure.move(
        allowed=is_handler,
        title=_("I have a conflict of interest"),
        sentence=_("The person in charge stepped aside. {handler} answers for it now."),
        lost=_("You can't take this matter on again."),
        **common,
    )
    def declare_conflict(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
        """Somebody else takes it. Nobody asks or keeps why."""
        return _step_aside(matter)

    @procedure.move(
        allowed=is_party,
        title=_("Ask for somebody else"),
        sentence=_("Somebody else was asked for. {handler} answers for it now."),
        lost=_("Whoever has it in hand now can't have it again, and somebody new begins to read it."),
        **common,
    )
    def object_to_handler(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
        """Somebody else takes it. You need not say why, and nobody keeps it."""
        return _step_aside(matter)

    return declare_conflict, object_to_handler


def _step_aside(matter: Matter) -> Mapping[str, Any]:
    assert matter.handler is not None
    recuse(matter, matter.handler)
    return hand_elsewhere(matter)
