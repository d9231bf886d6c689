"""Ends that a party chooses, and the way back from them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures.declaration import NOTHING, Move, Procedure, State, Text
from unionhall.kernel.procedures.predicates import Predicate, is_party

WITHDRAWN = "withdrawn"


def withdrawing(
    procedure: Procedure,
    *,
    source: Iterable[str],
    allowed: Predicate = is_party,
    next_step: Any = _("You can open it again."),
    sentence: Any = _("It was withdrawn by whoever asked."),
    lost: Any = None,
) -> Move:
    """`withdraw`: whoever brought it doesn't want it any more; the state `withdrawn` ends it.

    `reopen` undoes it, unless the room says what is `lost`.
    """
    procedure.states[WITHDRAWN] = State(_("Withdrawn"), next_step, final=True, after=procedure.start)

    @procedure.move(
        source=source,
        target=WITHDRAWN,
        allowed=allowed,
        title=_("Withdraw"),
        sentence=sentence,
        style="danger",
        lost=lost,
        undone_by=() if lost else ("reopen",),
    )
    def withdraw(matter: Matter, *, actor: Actor) -> None:
        """You don't want it any more."""

    return withdraw


def reopening(
    procedure: Procedure,
    *,
    source: Iterable[str],
    target: str,
    allowed: Predicate = is_party,
    text: Text | None = None,
    sentence: Any = _("It was opened again."),
    to: Callable[[Matter], Mapping[str, Any]] | None = None,
) -> Move:
    """`reopen`: a party, or who else is `allowed`, says that it is not settled.

    `to` gives it to somebody else, where it should go.
    """

    @procedure.move(
        source=source,
        target=target,
        allowed=allowed,
        title=_("Open it again"),
        sentence=sentence,
        text=text,
        lost=NOTHING,
    )
    def reopen(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
        """It is not settled yet."""
        return to(matter) if to else {}

    return reopen
