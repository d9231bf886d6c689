"""A question to the member: the clock stands still, the hall reminds, and silence leads back to a person."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures.customs.going_up import reminding
from unionhall.kernel.procedures.declaration import Limit, Move, Procedure, State, Text
from unionhall.kernel.procedures.predicates import Predicate, is_handler, is_party

WAITING = "waiting"


def asking_back(  # noqa: PLR0913 - a declaration names its parts
    procedure: Procedure,
    *,
    reminder: str,
    silence: str,
    source: Iterable[str],
    back: str,
    after: str = "",
    allowed: Predicate = is_handler,
    then: Callable[[Matter, Actor], None] | None = None,
) -> tuple[Move, Move]:
    """`ask` and `reply`, with the state `waiting` between them, in which the promises stand still.

    `reminder` and `silence` are rules; the room declares what it does on silence as `fall_silent`, and what
    it reminds by as `remind_asked`. `then` is what the room does when somebody asks, beside asking.
    """
    procedure.states[WAITING] = State(
        _("Waiting for you"),
        _("Please answer our question. The clock stands still until you do."),
        limits=(
            Limit(reminder, overdue="remind_asked", act=_("reply"), reminds=True),
            Limit(silence, overdue="fall_silent", act=_("reply")),
        ),
        pauses=True,
        staff_title=_("Waiting for the member"),
        after=after or procedure.start,
    )

    @procedure.move(
        source=source,
        target=WAITING,
        allowed=allowed,
        title=_("Ask a question"),
        sentence=_("{actor} asked a question. The clock stands still until it is answered."),
        text=Text(_("Your question, and everything that is missing")),
        for_a_minute=True,
    )
    def ask(matter: Matter, *, actor: Actor) -> None:
        """Ask for everything that is missing at once; the clock stands still meanwhile."""
        if then:
            then(matter, actor)

    @procedure.move(
        source=WAITING,
        target=back,
        allowed=is_party,
        title=_("Answer the question"),
        sentence=_("The question was answered."),
        text=Text(_("Your answer")),
        style="main",
    )
    def reply(matter: Matter, *, actor: Actor) -> None:
        """Your answer goes to the person in charge, and the clock runs on."""

    return ask, reply


def reminding_of_question(procedure: Procedure, then: Callable[[Matter], None] | None = None) -> Move:
    """`remind_asked`: the question is still open."""
    return reminding(
        procedure,
        source=WAITING,
        name="remind_asked",
        title=_("Remind of the question"),
        sentence=_("The hall reminded the member of the open question."),
        then=then,
    )
