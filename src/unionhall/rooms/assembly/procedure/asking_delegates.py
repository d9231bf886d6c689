"""A question of a member to a delegate of their constituency, between the two of them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.asks import Row, Story
from unionhall.kernel.procedures.customs.going_up import escalating
from unionhall.kernel.procedures.declaration import Beginning, Limit, Procedure, State, Text
from unionhall.kernel.procedures.predicates import is_handler, is_party, is_subject
from unionhall.rooms.assembly.between.constituency import delegates_of
from unionhall.rooms.assembly.between.owners import to_presidium
from unionhall.rooms.assembly.models import DelegateQuestion, Mandate

delegate_questions = Procedure(
    "assembly",
    kind="delegate_question",
    detail=DelegateQuestion,
    start="asked",
    line=("asked", "answered"),
    promise=Limit("assembly.delegate_answer", overdue="escalate"),
    states={
        "asked": State(_("Asked"), _("Your delegate answers you.")),
        "answered": State(_("Answered"), _("You can ask once more."), final=True),
        "taken_back": State(_("Taken back"), _("You can ask once more."), final=True, after="asked"),
    },
)
OPEN = ("asked", "escalated")


def _delegates(matter: Matter, actor: Actor) -> Iterable[tuple[Mandate, Any]]:
    found = delegates_of(actor) if isinstance(actor, Person) else []
    return [(each, each.person.name) for each in found if each.person_id != getattr(actor, "pk", None)]


@delegate_questions.opening(
    allowed=is_subject,
    title=_("Ask my delegate"),
    sentence=_("{actor} asked a delegate."),
    asks={
        "mandate": Row(label=_("Which delegate?"), among=_delegates),
        "asked": Story(
            label=_("What would you like to know?"),
            help=_(
                "Your delegate reads it with your name. So can the chair and the secretary of the congress; "
                "whenever one of them does, you see it in your account."
            ),
        ),
    },
)
def ask_delegate(matter: Matter, *, actor: Person, mandate: Mandate, asked: str) -> Beginning:
    """Between you and your delegate. You read here until when you get an answer."""
    matter.place = mandate.constituency.place
    matter.move_to(mandate.constituency.place)
    matter.handler = mandate.person
    question = DelegateQuestion(asked=asked, mandate=mandate)
    return Beginning(question, words=asked, parties=(Party(person=actor),))


@delegate_questions.move(
    source=OPEN,
    target="answered",
    allowed=is_handler,
    title=_("Answer the member"),
    sentence=_("{actor} answered."),
    text=Text(_("Your answer")),
    style="main",
    undone_by=("ask_once_more",),
)
def answer_member(matter: Matter, *, actor: Person) -> None:
    """The member alone reads it, beside whoever leads and keeps the congress."""


@delegate_questions.move(
    source=OPEN,
    target="taken_back",
    allowed=is_party,
    title=_("Take it back"),
    sentence=_("The member took the question back."),
    style="danger",
    undone_by=("ask_once_more",),
)
def drop_question(matter: Matter, *, actor: Person) -> None:
    """You don't want an answer any more."""


@delegate_questions.move(
    source=("answered", "taken_back"),
    target="asked",
    allowed=is_party,
    title=_("Ask once more"),
    sentence=_("The member asked once more."),
    text=Text(_("What is still open")),
)
def ask_once_more(matter: Matter, *, actor: Person) -> None:
    """Your delegate reads it and answers anew."""


escalate = escalating(delegate_questions, "assembly.escalated", source=("asked",), up=to_presidium)
