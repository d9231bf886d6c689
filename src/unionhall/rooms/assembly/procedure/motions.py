"""A motion: proposed by a delegate, seconded by others of their own accord, and handed in."""

from collections.abc import Callable
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.asks import Choice, Line, Row, Story, Wrong
from unionhall.kernel.procedures.customs.going_up import reminding
from unionhall.kernel.procedures.declaration import NOTHING, Beginning, Limit, Procedure, State, Step
from unionhall.kernel.procedures.work import current
from unionhall.rooms.assembly.meeting import seats
from unionhall.rooms.assembly.meeting.decided import is_being_decided
from unionhall.rooms.assembly.models import Backing, Motion, Term, Version
from unionhall.rooms.assembly.models.motions import Subject
from unionhall.rooms.assembly.procedure.delegates import (
    Part,
    backers,
    is_backer,
    is_delegate,
    is_proposer,
    lacking,
    seat_of,
    sits_here,
    terms_of,
)
from unionhall.rooms.assembly.wording.paragraphs import divided, numbered

LONGEST = 200  # paragraphs
SECOND = _("Delegates who are for it second it, and then its proposer hands it in.")
JUDGE = _("Its proposer says whether that is enough.")


def _for_proposer(says: Any) -> Callable[[Matter, Actor], Step]:
    """That step: whoever proposed the motion has to take it, and everybody else reads what it is."""

    def step(matter: Matter, actor: Actor) -> Step:
        firsts = (each for each in matter.backings.all() if each.part == Part.PROPOSER)
        return Step(says, is_theirs=any(each.mandate.person_id == getattr(actor, "pk", 0) for each in firsts))

    return step


def _fetch(matters: list[Matter]) -> None:
    prefetch_related_objects(matters, "backings__mandate")


motions = Procedure(
    "assembly",
    kind="motion",
    detail=Motion,
    start="proposed",
    line=("proposed", "screening", "filed", "on_agenda", "adopted", "answered", "settled"),
    also_told=backers,
    fetch=_fetch,
    states={
        "proposed": State(
            _("Proposed by a delegate"),
            SECOND,
            step_for=_for_proposer(SECOND),
            limits=(Limit("assembly.seconding", overdue="remind", act=_("hand it in")),),
        ),
        "screening": State(
            _("Being screened"),
            _("The committee files it, or says why not."),
            limits=(Limit("assembly.screening", overdue="hand_up_screening", act=_("file it")),),
        ),
        "filed": State(
            _("Filed"),
            _("It comes before a meeting of the congress."),
            limits=(Limit("assembly.waiting", overdue="remind", act=_("put it on an agenda")),),
        ),
        "on_agenda": State(
            _("On the agenda"),
            _("The congress decides on it in its meeting."),
            limits=(Limit("assembly.waiting", overdue="remind", act=_("decide on it")),),
        ),
        "adopted": State(
            _("Adopted"),
            _("The management answers what comes of it."),
            limits=(Limit("assembly.answer", overdue="hand_up_answer", act=_("answer it")),),
        ),
        "answered": State(
            _("Answered"),
            JUDGE,
            step_for=_for_proposer(JUDGE),
            limits=(Limit("assembly.satisfied", overdue="remind", act=_("say whether that is enough")),),
        ),
        "settled": State(_("Settled"), _("It is reported to the next congress."), final=True),
        "refused": State(
            _("Not adopted"),
            _("Only a new vote of the congress can change that."),
            final=True,
            fulfils=True,
            after="on_agenda",
        ),
        "not_filed": State(
            _("Not filed"), _("Read why. Its proposer can object."), final=True, after="screening"
        ),
        "withdrawn": State(
            _("Withdrawn"), _("Whoever holds a seat can propose it anew."), final=True, after="proposed"
        ),
        "merged": State(
            _("Merged"),
            _("It goes on in another motion, with all its names."),
            final=True,
            after="screening",
        ),
    },
)


def own_terms(matter: Matter, actor: Actor) -> list[tuple[Term, Any]]:
    """The congresses in which somebody holds a seat."""
    return [(term, term) for term in terms_of(actor)] if isinstance(actor, Person) else []


def _is_readable(text: str, matter: Matter, actor: Actor) -> None:
    if len(divided(text)) > LONGEST:
        raise Wrong(
            _("This has more than %(most)d paragraphs. Put the rest into a paper.") % {"most": LONGEST}
        )


@motions.opening(
    allowed=sits_here,
    title=_("Propose a motion"),
    sentence=_("A delegate proposed a motion."),
    asks={
        "term": Row(label=_("To which congress?"), among=own_terms),
        "name": Line(label=_("What is it called?"), longest=120, help=_("One matter in each motion.")),
        "subject": Choice(
            label=_("What is it about?"),
            among=lambda matter, actor: Subject.choices,
            help=_(
                "The subject says by which majority it is decided. All but the last bind only if adopted."
            ),
        ),
        "text": Story(
            label=_("What is the congress to decide?"),
            help=_("Each line is a paragraph of its own, which others can amend."),
            longest=8_000,
            check=_is_readable,
        ),
        "grounds": Story(label=_("Why?")),
    },
)
def propose(
    matter: Matter, *, actor: Person, term: Term, name: str, subject: str, text: str, grounds: str
) -> Beginning:
    """You propose it by your seat. Other delegates second it before you hand it in."""
    mandate = seats.of(term, actor)
    if mandate is None:
        raise Wrong(_("You hold no seat in this congress."), question="term")
    matter.place = term.place
    matter.move_to(term.place)
    motion = Motion(term=term, name=name, subject=subject, text=text, grounds=grounds)
    first = Version(number=1, paragraphs=numbered(text))
    mine = Backing(mandate=mandate, seat=mandate.seat, part=Part.PROPOSER)
    return Beginning(motion, words=f"{name}\n{text}\n{grounds}", rows=(first, mine))


@motions.move(
    source=("proposed", "screening"),
    target=None,
    allowed=is_delegate & ~is_backer,
    title=_("Second it"),
    sentence=_("The delegate of seat {seat} seconded it."),
    style="main",
    undone_by=("take_name_back",),
)
def second(matter: Matter, *, actor: Person) -> dict[str, Any]:
    """You put your name to it, by your seat; every member can read that."""
    mandate = seat_of(matter, actor)
    assert mandate is not None
    current().add(Backing(matter=matter, mandate=mandate, seat=mandate.seat, part=Part.SECONDER))
    return {"seat": mandate.seat}


@motions.move(
    source=("proposed", "screening"),
    target=None,
    allowed=is_backer & ~is_proposer,
    title=_("Take your name back"),
    sentence=_("The delegate of seat {seat} doesn't second it any more."),
    undone_by=("second",),
)
def take_name_back(matter: Matter, *, actor: Person) -> dict[str, Any]:
    """You don't second it any more."""
    mine = matter.backings.get(mandate__person=actor)
    current().delete(mine)
    return {"seat": mine.seat}


@motions.move(
    source="proposed",
    target="screening",
    allowed=is_proposer,
    title=_("Hand it in"),
    sentence=_("It was handed in. The committee screens it."),
    style="main",
    lost=NOTHING,
)
def hand_in(matter: Matter, *, actor: Person) -> None:
    """The committee files it within its time, or says why not."""
    if missing := lacking(matter):
        words = ngettext(
            "%(count)d more delegate has to second it first. Ask them to open this page.",
            "%(count)d more delegates have to second it first. Ask them to open this page.",
            missing,
        )
        raise Wrong(words % {"count": missing})


@motions.move(
    source=("proposed", "screening", "filed", "on_agenda"),
    target="withdrawn",
    allowed=is_proposer,
    title=_("Withdraw"),
    sentence=_("Its proposer withdrew it."),
    style="danger",
    lost=_("It is not decided any more. It can be proposed anew."),
)
def withdraw(matter: Matter, *, actor: Actor) -> None:
    """You don't want it decided any more."""
    if is_being_decided(matter):
        raise Wrong(
            _("The congress is voting on it now. Ask the chair to break the vote off, or wait for its end.")
        )


remind = reminding(motions, source=("proposed", "filed", "on_agenda", "answered"))
