"""Nobody acted in time: the next level answers; and the reminder before that."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Hall
from unionhall.kernel.procedures.declaration import Limit, Move, Procedure, State
from unionhall.kernel.procedures.escalation import hand_up
from unionhall.kernel.procedures.predicates import is_hall

ESCALATED = "escalated"
Up = Callable[[Matter], Mapping[str, Any] | None]


def escalating(
    procedure: Procedure,
    rule: str,
    *,
    source: Iterable[str],
    act: Any = _("take it on"),
    after: str = "",
    sentence: Any = _("Nobody acted in time. {handler} answers for it now."),
    up: Up = hand_up,
) -> Move:
    """`escalate`: from these states to `escalated`, and from there on, each time to the next level.

    `rule` limits each level; `after` is the station that the state follows, else the start.
    """
    procedure.states[ESCALATED] = State(
        _("With the next level"),
        _("It took too long. The next level answers for it now."),
        limits=(Limit(rule, overdue="escalate", act=act),),
        after=after or procedure.start,
    )

    @procedure.move(
        source=(*source, ESCALATED),
        target=ESCALATED,
        allowed=is_hall,
        title=_("Escalate"),
        sentence=sentence,
    )
    def escalate(matter: Matter, *, actor: Hall) -> Mapping[str, Any] | None:
        """Nobody acted in time: the next level takes it."""
        return up(matter)

    return escalate


def handed_up(
    procedure: Procedure, name: str, *, source: str, title: Any, sentence: Any, up: Up = hand_up
) -> Move:
    """A move of the clock that leaves the matter in its state, with the next level.

    The state's limits begin anew: a state that is limited by a day can't be handed up, see `checks`.
    """

    @procedure.move(named=name, source=source, target=source, allowed=is_hall, title=title, sentence=sentence)
    def hand(matter: Matter, *, actor: Hall) -> Mapping[str, Any] | None:
        """Nobody acted in time, and it stays what it is: the next level has it."""
        return up(matter)

    return hand


def reminding(
    procedure: Procedure,
    *,
    source: Iterable[str],
    name: str = "remind",
    title: Any = _("Remind"),
    sentence: Any = _("The hall reminded {handler}: something has to be done soon."),
    then: Callable[[Matter], None] | None = None,
) -> Move:
    """`remind`, which the clock makes before a limit; `then` is what the room does beside it."""

    @procedure.move(named=name, source=source, target=None, allowed=is_hall, title=title, sentence=sentence)
    def remind(matter: Matter, *, actor: Hall) -> None:
        """Something is due soon."""
        if then:
            then(matter)

    return remind
