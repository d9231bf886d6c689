"""The procedure of this room: its states, what limits them, and every move."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.answering import first_contact
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.declaration import Beginning, Limit, Procedure, State, Text
from unionhall.kernel.procedures.escalation import hand_up
from unionhall.kernel.procedures.predicates import Predicate, is_hall, is_handler, is_party
from unionhall.kernel.rooms import room
from unionhall.rooms.skeleton.models import Skeleton

skeleton = Procedure(
    "skeleton",
    detail=Skeleton,
    start="asked",
    line=("asked", "answered"),
    promise=Limit("skeleton.answer", overdue="escalate"),
    states={
        "asked": State(_("Asked"), _("The person in charge answers you.")),
        "escalated": State(
            _("With the next level"),
            _("It took too long. The next level answers for it now."),
            limits=(Limit("skeleton.escalated", overdue="escalate"),),
            after="asked",
        ),
        "answered": State(_("Answered"), _("You can open it again."), final=True),
        "withdrawn": State(_("Withdrawn"), _("You can open it again."), final=True, after="asked"),
    },
)

OPEN = ("asked", "escalated")
is_the_asker = Predicate("the person who asks", lambda matter, actor: matter.subject == actor)


def new_matter(place: Place, *, subject: Person) -> Matter:
    """A matter of this person at a place, with its first contact; NobodyAnswers if there is none."""
    declared = room("skeleton")
    handler = first_contact(place, declared.handled_by, declared.coordinated_by, without={subject.pk})
    return Matter(kind="question", place=place, subject=subject, handler=handler)


@skeleton.opening(allowed=is_the_asker, title=_("Ask"), sentence=_("{actor} asked."))
def ask(matter: Matter, *, actor: Actor, question: Skeleton) -> Beginning:
    """Say what it is about."""
    assert matter.subject is not None
    return Beginning(question, words=question.description, parties=(Party(person=matter.subject),))


@skeleton.move(
    source=OPEN,
    target="answered",
    allowed=is_handler,
    title=_("Answer"),
    sentence=_("{actor} answered."),
    text=Text(_("Your answer")),
    style="main",
)
def answer(matter: Matter, *, actor: Actor) -> None:
    """The member reads your answer and can open it again."""


@skeleton.move(
    source=OPEN,
    target="withdrawn",
    allowed=is_party,
    title=_("Withdraw"),
    sentence=_("It was withdrawn by whoever asked."),
    style="danger",
)
def withdraw(matter: Matter, *, actor: Actor) -> None:
    """You don't need it any more. You can open it again."""


@skeleton.move(
    source=("answered", "withdrawn"),
    target="escalated",
    allowed=is_party,
    title=_("Open it again"),
    sentence=_("It was opened again. {handler} looks at it."),
    text=Text(_("What is still open")),
)
def reopen(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """You don't agree, or it is not settled: the next level looks at it."""
    return hand_up(matter)


@skeleton.move(
    source=OPEN,
    target="escalated",
    allowed=is_hall,
    title=_("Escalate"),
    sentence=_("Nobody acted in time. {handler} answers for it now."),
)
def escalate(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """Nobody acted in time: the next level takes it."""
    return hand_up(matter)
