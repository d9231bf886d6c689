"""Moves that rooms share: a decision is appealed, looked at by somebody else, upheld; the clock hands it up.

Each declares one move in the procedure it is given, under its own name, and returns the verb. A room whose
appeal goes another way declares its own.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures.declaration import Move, Procedure, Text
from unionhall.kernel.procedures.escalation import hand_to_another, hand_up
from unionhall.kernel.procedures.predicates import Predicate, is_hall, is_handler, is_party

APPEALED = "appealed"


def appealable(
    procedure: Procedure,
    *,
    source: Iterable[str],
    allowed: Predicate = is_party,
    reopen: Callable[[Matter], None] | None = None,
) -> Move:
    """`appeal`: from these ends back to somebody who had no part in it; `reopen` begins what had ended."""

    @procedure.move(
        source=source,
        target=APPEALED,
        allowed=allowed,
        title=_("Appeal"),
        sentence=_("The decision was appealed. {handler} looks at it again."),
        text=Text(_("What you don't agree with")),
    )
    def appeal(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
        """Somebody of the next level, who was not part of it, decides again."""
        if reopen:
            reopen(matter)
        return hand_to_another(matter)

    return appeal


def handed_up(procedure: Procedure) -> Move:
    """`hand_up_appeal`: nobody decided the appeal in time."""

    @procedure.move(
        source=APPEALED,
        target=APPEALED,
        allowed=is_hall,
        title=_("Hand the appeal up"),
        sentence=_("Nobody decided the appeal in time. {handler} decides it now."),
    )
    def hand_up_appeal(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
        """It stays an appeal: the next level decides."""
        return hand_up(matter)

    return hand_up_appeal


def upheld(procedure: Procedure, *, target: str) -> Move:
    """`uphold`: the first decision stands."""

    @procedure.move(
        source=APPEALED,
        target=target,
        allowed=is_handler,
        title=_("Uphold the decision"),
        sentence=_("{actor} looked at it again and upheld the decision."),
        text=Text(_("Why, by which rule, and which way is still open")),
        style="danger",
    )
    def uphold(matter: Matter, *, actor: Actor) -> None:
        """The first decision stands, with your own reason."""

    return uphold
