"""A question, which is between a member and an officer."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.asks import Day, Line, Story
from unionhall.kernel.procedures.customs.adding import attaching
from unionhall.kernel.procedures.customs.ending import reopening, withdrawing
from unionhall.kernel.procedures.customs.going_up import escalating
from unionhall.kernel.procedures.customs.taking_back import taking_back
from unionhall.kernel.procedures.declaration import Beginning, Limit, Procedure, State, Text
from unionhall.kernel.procedures.escalation import hand_up
from unionhall.kernel.procedures.predicates import is_handler, is_subject
from unionhall.rooms.skeleton.models import SkeletonQuestion

questions = Procedure(
    "skeleton",
    kind="question",
    detail=SkeletonQuestion,
    start="asked",
    line=("asked", "answered"),
    promise=Limit("skeleton.answer", overdue="escalate"),
    states={
        "asked": State(_("Asked"), _("The person in charge answers you.")),
        "answered": State(_("Answered"), _("You can open it again."), final=True),
    },
)
OPEN = ("asked", "escalated")


@questions.opening(
    allowed=is_subject,
    title=_("Ask"),
    sentence=_("{actor} asked."),
    asks={
        "description": Story(label=_("What is it about?")),
        "since": Day(label=_("Since when?"), is_past=True),
        "reach": Line(label=_("How can we reach you?"), required=False),
    },
)
def ask(matter: Matter, *, actor: Person, description: str, since: date, reach: str) -> Beginning:
    """In your own words. You read here who has it and until when you get an answer."""
    asked = SkeletonQuestion(description=description, since=since, reach=reach)
    return Beginning(asked, words=description, parties=(Party(person=actor),))


@questions.move(
    source=OPEN,
    target="answered",
    allowed=is_handler,
    title=_("Answer"),
    sentence=_("{actor} answered."),
    text=Text(_("Your answer")),
    style="main",
    for_a_minute=True,
)
def answer(matter: Matter, *, actor: Person) -> None:
    """The member reads your answer and can open it again."""


attach = attaching(questions, source=OPEN)
escalate = escalating(questions, "skeleton.escalated", source=("asked",))
withdraw = withdrawing(questions, source=OPEN)
reopen = reopening(
    questions,
    source=("answered", "withdrawn"),
    target="escalated",
    text=Text(_("What is still open")),
    sentence=_("It was opened again. {handler} looks at it."),
    to=hand_up,
)
take_back = taking_back(questions)
