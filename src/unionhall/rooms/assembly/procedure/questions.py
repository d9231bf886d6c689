"""A question to the management for its question day: asked by a member, with their name or without it."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter, Wording
from unionhall.kernel.people.actors import Actor, Guest, Hall
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures import limits
from unionhall.kernel.procedures.asks import Day, Line, Other, Row, Story, Wrong
from unionhall.kernel.procedures.customs.going_up import ESCALATED, escalating, reminding
from unionhall.kernel.procedures.declaration import Beginning, Limit, Procedure, State, Text
from unionhall.kernel.procedures.predicates import holds, is_hall, is_handler, is_member_here, predicate
from unionhall.kernel.procedures.states import reminder
from unionhall.kernel.procedures.work import current
from unionhall.rooms.assembly.apps import MANAGEMENT, PRESIDIUM, SECRETARY
from unionhall.rooms.assembly.between import question_days, supporting
from unionhall.rooms.assembly.between.owners import to_management, to_presidium
from unionhall.rooms.assembly.models import PublicQuestion, QuestionBy, QuestionCode, Support

DAY = "assembly.question_day"
ASKED = _("Your question, in one sentence")
MORE = _("What more there is to say")
WITHOUT_NAMES = _("Write of no person by name.")

questions = Procedure(
    "assembly",
    kind="question",
    detail=PublicQuestion,
    start="asked",
    line=("asked", "answered"),
    states={
        "asked": State(
            _("Asked"),
            _("The management answers at its question day, or within a week after it."),
            limits=(
                Limit(
                    DAY,
                    overdue="escalate",
                    act=_("answer"),
                    on_day=True,
                    ahead=(reminder("assembly.question_ahead", overdue="remind"),),
                ),
            ),
        ),
        "answered": State(_("Answered"), _("Read the answer, and what was promised with it."), final=True),
        "joined": State(
            _("Joined with another question"),
            _("It is answered together with the other one. You can say that it is another question."),
            final=True,
            after="asked",
        ),
        "taken_back": State(
            _("Taken back"), _("Whoever asked doesn't want it answered any more."), final=True, after="asked"
        ),
    },
)
OPEN = supporting.OPEN
ANSWERS = is_handler | holds(MANAGEMENT)


@predicate("whoever asked", needs_party=True)
def is_asker(matter: Matter, actor: Actor) -> bool:
    """With their name, or with the code that alone says that they asked."""
    if isinstance(actor, Person):
        return QuestionBy.objects.filter(matter=matter, person=actor).exists()
    held = actor.receipt if isinstance(actor, Guest) else ""
    return bool(held) and QuestionCode.objects.filter(matter=matter, digest=held).exists()


def _days(matter: Matter, actor: Actor) -> Iterable[tuple[Matter, Any]]:
    return question_days.named(question_days.coming(matter.place_path))


@questions.opening(
    allowed=is_member_here,
    title=_("Ask the management"),
    sentence=_("{actor} asked the management."),
    asks={
        "meeting": Row(label=_("For which question day?"), among=_days),
        "asked": Line(label=ASKED, help=WITHOUT_NAMES),
        "more": Story(label=MORE, longest=2_000, required=False),
    },
)
def ask_openly(matter: Matter, *, actor: Person, meeting: Matter, asked: str, more: str = "") -> Beginning:
    """Every member reads your question with your name, and the answer."""
    return _begun(matter, meeting, asked, more, QuestionBy(person=actor))


@questions.opening(
    allowed=is_hall, title=_("Ask without your name"), sentence=_("A member asked the management.")
)
def ask_unnamed(
    matter: Matter, *, actor: Hall, meeting: Matter, asked: str, more: str, digest: str
) -> Beginning:
    """The hall itself writes it down, for a member who has the code of that digest: nothing says who."""
    return _begun(matter, meeting, asked, more, QuestionCode(digest=digest))


def _begun(
    matter: Matter, meeting: Matter, asked: str, more: str, row: QuestionBy | QuestionCode
) -> Beginning:
    matter.place = meeting.place
    matter.move_to(meeting.place)
    to_management(matter)
    limits.until(matter, DAY, question_days.answered_by(matter, meeting))
    question = PublicQuestion(meeting=meeting, asked=asked, more=more)
    return Beginning(question, words=f"{asked}\n{more}".strip(), rows=(row,))


@questions.move(
    source=OPEN,
    target="answered",
    allowed=ANSWERS,
    title=_("Answer the question to the management"),
    sentence=_("{actor} answered for the management."),
    text=Text(_("The answer of the management")),
    style="main",
    tells_members=True,
)
def answer_openly(matter: Matter, *, actor: Person) -> None:
    """Every member of the place reads it. What you promise goes onto the board of promises."""
    _count(matter)


def _fits(other: Matter, matter: Matter, actor: Actor) -> None:
    if other.kind != "question" or other.state not in OPEN:
        raise Wrong(_("Choose another question that waits for its answer."))
    if other.publicquestion.meeting_id != matter.publicquestion.meeting_id:
        raise Wrong(_("That question is for another question day."))


def _beside(matter: Matter, actor: Actor) -> Iterable[Matter]:
    """The others that wait for the same day."""
    day = matter.publicquestion.meeting_id
    found = Matter.objects.filter(kind="question", state__in=OPEN, publicquestion__meeting=day)
    return found.exclude(pk=matter.pk).order_by("pk")[:20]


@questions.move(
    source=OPEN,
    target="joined",
    allowed=holds(PRESIDIUM, SECRETARY),
    title=_("Join it with a like question"),
    sentence=_("{actor} joined it with {reference}."),
    asks={"other": Other(label=_("The other question"), check=_fits, near=_beside)},
    text=Text(_("Why they are the same question")),
    tells_members=True,
    undone_by=("part_question",),
)
def join_question(matter: Matter, *, actor: Person, other: Matter) -> dict[str, Any]:
    """The other one is answered for both. This one stays to be read. Who supports it supports that one."""
    _fits(other, matter, actor)
    matter.publicquestion.joined = other
    marks = Support.objects.filter(matter=matter).values_list("mark", flat=True)
    known = set(Support.objects.filter(matter=other).values_list("mark", flat=True))
    current().add(*(Support(matter=other, mark=mark) for mark in marks if mark not in known))
    _count(matter)
    return {"reference": other.reference}


@questions.move(
    source="joined",
    target=ESCALATED,
    allowed=is_member_here,
    title=_("Say that it is another question"),
    sentence=_("A member says that it is another question. {handler} looks at it."),
    text=Text(_("What the other question doesn't ask")),
)
def part_question(matter: Matter, *, actor: Person) -> dict[str, Any]:
    """It is answered by itself then. Support that went to the other question stays there."""
    matter.publicquestion.joined = None
    return dict(to_presidium(matter))


@questions.move(
    source=ESCALATED,
    target="asked",
    allowed=holds(PRESIDIUM),
    title=_("Give it to the management with a new day"),
    sentence=_("{actor} gave it to {handler} with a new day."),
    asks={"until": Day(label=_("Until which day it is answered"), is_ahead=True)},
    text=Text(_("What was agreed with the management")),
)
def give_question_back(matter: Matter, *, actor: Person, until: Any) -> dict[str, Any]:
    """The management answers until then, or it comes back to you."""
    said = to_management(matter)
    limits.until(matter, DAY, until, state="asked")
    return dict(said)


@questions.move(
    source=OPEN,
    target="taken_back",
    allowed=is_asker,
    title=_("Take the question back"),
    sentence=_("Whoever asked took the question back."),
    style="danger",
    lost=_("Its words are erased, and nobody answers it. You can ask anew at any time."),
)
def take_question_back(matter: Matter, *, actor: Actor) -> None:
    """You don't want it answered any more. Its words are erased."""
    matter.publicquestion.asked = matter.publicquestion.more = ""
    current().change(Wording.objects.filter(matter=matter), text="")
    _count(matter, keeps=False)


escalate = escalating(
    questions, "assembly.escalated", source=("asked",), act=_("see that it is answered"), up=to_presidium
)
remind = reminding(questions, source=("asked",))


def _count(matter: Matter, *, keeps: bool = True) -> None:
    """The marks of support go; their number stays, where they were ten or more."""
    matter.publicquestion.supported = supporting.shown(matter) if keeps else None
    current().delete(Support.objects.filter(matter=matter))
