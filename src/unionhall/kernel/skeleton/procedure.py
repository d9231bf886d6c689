"""The two kinds of this room: a question, which is between a member and an officer, and a plan for all."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures import limits
from unionhall.kernel.procedures.asks import Day, Line, Story
from unionhall.kernel.procedures.customs.adding import attaching
from unionhall.kernel.procedures.customs.ending import reopening, withdrawing
from unionhall.kernel.procedures.customs.going_up import escalating, reminding
from unionhall.kernel.procedures.declaration import Beginning, Limit, Procedure, State, Text
from unionhall.kernel.procedures.escalation import hand_up
from unionhall.kernel.procedures.predicates import is_handler, is_subject, serves_here
from unionhall.kernel.procedures.states import reminder
from unionhall.rooms.skeleton.models import SkeletonPlan, SkeletonQuestion

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
    asks={"description": Story(label=_("What is it about?"))},
)
def ask(matter: Matter, *, actor: Person, description: str) -> Beginning:
    """In your own words. You read here who has it and until when you get an answer."""
    asked = SkeletonQuestion(description=description)
    return Beginning(asked, words=description, parties=(Party(person=actor),))


@questions.move(
    source=OPEN,
    target="answered",
    allowed=is_handler,
    title=_("Answer"),
    sentence=_("{actor} answered."),
    text=Text(_("Your answer")),
    style="main",
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

plans = Procedure(
    "skeleton",
    kind="plan",
    detail=SkeletonPlan,
    start="planned",
    line=("planned", "done"),
    states={
        "planned": State(
            _("Planned"),
            _("Whoever has it in hand does it until its day."),
            limits=(
                Limit(
                    "skeleton.day",
                    overdue="escalate",
                    act=_("do it"),
                    on_day=True,
                    ahead=(reminder("skeleton.day_ahead", overdue="remind"),),
                ),
            ),
        ),
        "done": State(_("Done"), _("Every member here reads what was done."), final=True),
    },
)


@plans.opening(
    allowed=serves_here,
    title=_("Write down a plan"),
    sentence=_("{actor} wrote down what is planned."),
    asks={
        "what": Line(label=_("What is planned?")),
        "until": Day(label=_("Until which day?"), is_ahead=True),
    },
)
def plan(matter: Matter, *, actor: Person, what: str, until: date) -> Beginning:
    """Every member of the place reads it, and whether it was done by its day."""
    limits.until(matter, "skeleton.day", until)
    return Beginning(SkeletonPlan(what=what, until=until), words=what)


@plans.move(
    source=("planned", "escalated"),
    target="done",
    allowed=is_handler,
    title=_("Say that it is done"),
    sentence=_("{actor} says that it is done."),
    text=Text(_("What was done")),
    style="main",
    tells_members=True,
)
def finish(matter: Matter, *, actor: Person) -> None:
    """Every member of the place reads it and is told."""


pass_day = escalating(plans, "skeleton.escalated", source=("planned",))
remind = reminding(plans, source=("planned",))
