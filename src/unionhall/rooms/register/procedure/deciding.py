"""What joining and moving have in common: questions, refusals, appeals, and what the clock does."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.customs.appeals import appealing
from unionhall.kernel.procedures.declaration import Text
from unionhall.kernel.procedures.escalation import hand_to_another, hand_up
from unionhall.kernel.procedures.predicates import is_hall, is_handler, is_party, serves_here
from unionhall.rooms.register import tasks
from unionhall.rooms.register.procedure.states import OPEN, UNDECIDED, is_joining, register

keeps_register = is_handler | serves_here


def takes(matter: Matter, actor: Actor) -> None:
    """Who decides answers for it."""
    if isinstance(actor, Person):
        matter.handler = actor


def announce(matter: Matter) -> None:
    """Whoever has no account is told by letter."""
    tasks.announce.defer(matter=matter.pk)


@register.move(
    source=UNDECIDED,
    target="waiting",
    allowed=keeps_register,
    title=_("Ask a question"),
    sentence=_("{actor} asked a question. The clock stands still until it is answered."),
    text=Text(_("Your question, and everything that is missing")),
)
def ask(matter: Matter, *, actor: Actor) -> None:
    """Ask for everything that is missing at once; the clock stands still meanwhile."""
    takes(matter, actor)
    tasks.announce.defer(matter=matter.pk)


@register.move(
    source="waiting",
    target="received",
    allowed=is_party,
    title=_("Answer the question"),
    sentence=_("The question was answered."),
    text=Text(_("Your answer")),
    style="main",
)
def reply(matter: Matter, *, actor: Actor) -> None:
    """Your answer goes to whoever decides, and the clock runs on."""


@register.move(
    source="waiting",
    target=None,
    allowed=is_hall,
    title=_("Remind of the question"),
    sentence=_("The hall reminded the member of the open question."),
)
def remind_asked(matter: Matter, *, actor: Actor) -> None:
    """The question is still open."""
    tasks.announce.defer(matter=matter.pk)


@register.move(
    source="waiting",
    target="received",
    allowed=is_hall,
    title=_("Go on without an answer"),
    sentence=_("No answer came. {handler} decides with what there is."),
)
def fall_silent(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """Nothing closes by itself: a person decides."""
    return {"handler": str(matter.handler.uid)} if matter.handler else {}


@register.move(
    source=("received", "released"),
    target=None,
    allowed=is_hall,
    title=_("Remind"),
    sentence=_("The hall reminded {handler}: this has to be decided soon."),
)
def remind(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """It waits for a decision."""
    return {"handler": str(matter.handler.uid)} if matter.handler else {}


@register.move(
    source=UNDECIDED,
    target="declined",
    allowed=keeps_register,
    title=_("Decline"),
    sentence=_("{actor} declined and says why."),
    text=Text(_("Why, by which rule, and what can be done instead")),
    style="danger",
)
def decline(matter: Matter, *, actor: Actor) -> None:
    """With your reason; an appeal goes to somebody else."""
    takes(matter, actor)
    tasks.announce.defer(matter=matter.pk)


@register.move(
    source=("received", "escalated"),
    target="answered",
    allowed=keeps_register & is_joining,
    title=_("Answer at the address"),
    sentence=_("{actor} closed this application: the answer goes to the address that stands in it."),
    text=Text(_("What whoever holds the receipt may read")),
    style="rare",
)
def answer_there(matter: Matter, *, actor: Actor) -> None:
    """For an application made twice, or one that somebody else may have written: the page tells nothing."""
    takes(matter, actor)


appeal, hand_up_appeal, uphold = appealing(
    register,
    "register.appeal_answer",
    source=("declined", "answered"),
    back="declined",
    then=announce,
)


@register.move(
    source=OPEN,
    target="withdrawn",
    allowed=is_party,
    title=_("Withdraw"),
    sentence=_("It was withdrawn by whoever asked."),
    style="danger",
)
def withdraw(matter: Matter, *, actor: Actor) -> None:
    """You don't want it any more. You can ask again whenever you like."""


@register.move(
    source=UNDECIDED,
    target="escalated",
    allowed=is_hall,
    title=_("Escalate"),
    sentence=_("Nobody decided in time. {handler} answers for it now."),
)
def escalate(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """Nobody decided in time: the next level does."""
    return hand_up(matter)


@register.move(
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


@register.move(
    source="queried",
    target="accepted",
    allowed=is_handler,
    title=_("Say what was put right"),
    sentence=_("{actor} looked at it and says what was put right."),
    text=Text(_("What you put right, or why it stays as it is")),
    style="main",
)
def put_right(matter: Matter, *, actor: Actor) -> None:
    """The member reads your answer and can object to it again."""


@register.move(
    source="queried",
    target="queried",
    allowed=is_hall,
    title=_("Hand the objection up"),
    sentence=_("Nobody answered the objection in time. {handler} answers it now."),
)
def hand_up_query(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """It still has to be put right: the next level does."""
    return hand_up(matter)
