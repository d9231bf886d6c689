"""A decision is appealed, looked at by somebody else, upheld or taken back; the clock hands it up."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures.customs.going_up import Up, handed_up
from unionhall.kernel.procedures.declaration import Limit, Move, Procedure, State, Text
from unionhall.kernel.procedures.escalation import hand_to_another, hand_up
from unionhall.kernel.procedures.predicates import Predicate, is_handler, is_party

APPEALED = "appealed"


def appealing(  # noqa: PLR0913 - a declaration names its parts
    procedure: Procedure,
    rule: str,
    *,
    source: Iterable[str],
    back: str,
    allowed: Predicate = is_party,
    after: str = "",
    to: Up = hand_to_another,
    up: Up = hand_up,
    reopen: Callable[[Matter], None] | None = None,
    then: Callable[[Matter], None] | None = None,
    upheld: Mapping[str, Any] | None = None,
) -> tuple[Move, Move, Move]:
    """`appeal`, `hand_up_appeal` and `uphold`, with the state `appealed`, which `rule` limits.

    From these ends `to` somebody who had no part in it, and `up` where that one is late; upheld, it goes
    `back` to this one. What else can come of an appeal the room declares. `reopen` begins what had ended,
    `then` is done when it is upheld, and `upheld` is what this verb is declared with beside the custom's own.
    """
    procedure.states[APPEALED] = State(
        _("Appeal"),
        _("Somebody who was not part of the first decision looks at it again."),
        limits=(Limit(rule, overdue="hand_up_appeal", act=_("decide")),),
        after=after or procedure.start,
    )
    appeal = _appeal(procedure, source, allowed, reopen, to)
    hand_up_appeal = handed_up(
        procedure,
        "hand_up_appeal",
        source=APPEALED,
        title=_("Hand the appeal up"),
        sentence=_("Nobody decided the appeal in time. {handler} decides it now."),
        up=up,
    )
    return appeal, hand_up_appeal, _uphold(procedure, back, then, upheld or {})


def _appeal(
    procedure: Procedure,
    source: Iterable[str],
    allowed: Predicate,
    reopen: Callable[[Matter], None] | None,
    to: Up,
) -> Move:
    @procedure.move(
        source=source,
        target=APPEALED,
        allowed=allowed,
        title=_("Appeal"),
        sentence=_("The decision was appealed. {handler} looks at it again."),
        text=Text(_("What you don't agree with")),
    )
    def appeal(matter: Matter, *, actor: Actor) -> Mapping[str, Any] | None:
        """Somebody who was not part of it decides again."""
        if reopen:
            reopen(matter)
        return to(matter)

    return appeal


def _uphold(
    procedure: Procedure, back: str, then: Callable[[Matter], None] | None, upheld: Mapping[str, Any]
) -> Move:
    said: dict[str, Any] = {
        "title": _("Uphold the decision"),
        "sentence": _("{actor} looked at it again and upheld the decision."),
        **upheld,
    }

    @procedure.move(
        source=APPEALED,
        target=back,
        allowed=is_handler,
        text=Text(_("Why, by which rule, and which way is still open")),
        style="danger",
        for_a_minute=True,
        **said,
    )
    def uphold(matter: Matter, *, actor: Actor) -> None:
        """The first decision stands, with your own reason."""
        if then:
            then(matter)

    return uphold
