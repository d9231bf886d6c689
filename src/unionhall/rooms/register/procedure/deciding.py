"""What joining and moving have in common: their ends, questions, refusals, objections, and the clock."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Detail, Matter
from unionhall.kernel.people.actors import Actor, Hall
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.customs.appeals import appealing
from unionhall.kernel.procedures.customs.asking_back import asking_back, reminding_of_question
from unionhall.kernel.procedures.customs.ending import withdrawing
from unionhall.kernel.procedures.customs.going_up import Up, escalating, handed_up, reminding
from unionhall.kernel.procedures.declaration import Limit, Move, Procedure, State, Text
from unionhall.kernel.procedures.escalation import hand_to_another, hand_up
from unionhall.kernel.procedures.predicates import is_hall, is_handler, is_party, serves_here

keeps_register = is_handler | serves_here
DECIDE = _("decide")
CONSENT = (
    Limit("register.reminder", overdue="remind", act=DECIDE, reminds=True),
    Limit("register.consent", overdue="escalate", act=DECIDE),
)
Tell = Callable[[Matter], None]


def nobody_else(matter: Matter) -> None:
    """Those concerned have an inbox here."""


def takes(matter: Matter, actor: Actor) -> None:
    """Who decides answers for it."""
    if isinstance(actor, Person):
        matter.handler = actor


def procedure_for(kind: str, detail: type[Detail], **between: State) -> Procedure:
    """A procedure from `received` to `accepted`, with what lies `between` them in this kind."""
    received = State(
        _("Received"),
        _("Whoever keeps the register of the branch decides, or asks you if something is missing."),
        limits=CONSENT,
    )
    accepted = State(_("Accepted"), _("It is done and stands in the register."), final=True)
    return Procedure(
        "register",
        kind=kind,
        detail=detail,
        start="received",
        line=("received", "accepted"),
        promise=Limit("register.decision", overdue="escalate"),
        states={"received": received, **between, "accepted": accepted},
    )


def adopt(
    procedure: Procedure, *waits: str, refused: tuple[str, ...] = ("declined",), tell: Tell = nobody_else
) -> tuple[Move, ...]:
    """All that is done beside deciding, in the states in which it `waits` for that; what it is, in order:

    `escalate`, `ask`, `reply`, `decline`, `appeal` against what ends `refused`, `hand_up_appeal`, `uphold`,
    `withdraw`, `query` and `put_right`. Whoever has no inbox here is told by `tell`.
    """
    undecided = (*waits, "escalated")
    return (
        limited(procedure, *waits),
        *asking(procedure, *undecided, tell=tell),
        declining(procedure, *undecided, tell=tell),
        *appealing(procedure, "register.appeal_answer", source=refused, back="declined", then=tell),
        withdrawing(
            procedure,
            source=(*undecided, "waiting", "appealed"),
            next_step=_("You can ask again whenever you like."),
            lost=_("It is closed and can't be opened again. You would have to ask anew."),
        ),
        *querying(procedure),
    )


def limited(procedure: Procedure, *source: str, up: Up = hand_up) -> Move:
    """`remind` and `escalate`, with the state `escalated`: what the clock does where nobody decides."""
    reminding(
        procedure,
        source=source,
        sentence=_("The hall reminded {handler}: this has to be decided soon."),
    )
    return escalating(
        procedure,
        "register.escalated",
        source=source,
        act=DECIDE,
        sentence=_("Nobody decided in time. {handler} answers for it now."),
        up=up,
    )


def asking(procedure: Procedure, *source: str, tell: Tell = nobody_else) -> tuple[Move, Move]:
    """`ask` and `reply`; the clock reminds, and goes on without an answer."""

    def taken(matter: Matter, actor: Actor) -> None:
        takes(matter, actor)
        tell(matter)

    ask, reply = asking_back(
        procedure,
        reminder="register.reply_reminder",
        silence="register.silence",
        source=source,
        back="received",
        allowed=keeps_register,
        then=taken,
    )
    reminding_of_question(procedure, then=tell)

    @procedure.move(
        source="waiting",
        target="received",
        allowed=is_hall,
        title=_("Go on without an answer"),
        sentence=_("No answer came. {handler} decides with what there is."),
    )
    def fall_silent(matter: Matter, *, actor: Hall) -> None:
        """Nothing closes by itself: a person decides."""

    return ask, reply


def declining(procedure: Procedure, *source: str, tell: Tell = nobody_else) -> Move:
    """`decline`, with the state `declined`: an answer, too, and one that can be appealed."""
    procedure.states["declined"] = State(
        _("Declined"),
        _("You can appeal; somebody else will decide."),
        final=True,
        fulfils=True,
        after="received",
    )

    @procedure.move(
        source=source,
        target="declined",
        allowed=keeps_register,
        title=_("Decline"),
        sentence=_("{actor} declined and says why."),
        text=Text(_("Why, by which rule, and what can be done instead")),
        style="danger",
        for_a_minute=True,
    )
    def decline(matter: Matter, *, actor: Actor) -> None:
        """With your reason; an appeal goes to somebody else."""
        takes(matter, actor)
        tell(matter)

    return decline


def querying(procedure: Procedure) -> tuple[Move, Move]:
    """`query` and `put_right` of what was accepted, with the state `queried`."""
    procedure.states["queried"] = State(
        _("Being put right"),
        _("Somebody who was not part of the decision looks at what is not right and answers you."),
        limits=(Limit("register.appeal_answer", overdue="hand_up_query", act=_("put it right")),),
        after="accepted",
    )
    handed_up(
        procedure,
        "hand_up_query",
        source="queried",
        title=_("Hand the objection up"),
        sentence=_("Nobody answered the objection in time. {handler} answers it now."),
    )
    return _query(procedure), _put_right(procedure)


def _query(procedure: Procedure) -> Move:
    @procedure.move(
        source="accepted",
        target="queried",
        allowed=is_party,
        title=_("Something is not right"),
        sentence=_("Something is not right with what was accepted. {handler} looks at it."),
        text=Text(_("What is not right: the place, the day, the number")),
    )
    def query(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
        """Somebody who was not part of it looks at it and puts it right."""
        return hand_to_another(matter)

    return query


def _put_right(procedure: Procedure) -> Move:
    @procedure.move(
        source="queried",
        target="accepted",
        allowed=is_handler,
        title=_("Say what was put right"),
        sentence=_("{actor} looked at it and says what was put right."),
        text=Text(_("What you put right, or why it stays as it is")),
        style="main",
        for_a_minute=True,
    )
    def put_right(matter: Matter, *, actor: Actor) -> None:
        """The member reads your answer and can object to it again."""

    return put_right
