"""How a dispute begins: by somebody themselves, as a guest with a receipt, or written down at the counter."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters import storage
from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.answering import first_contact
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.customs.appeals import appealing
from unionhall.kernel.procedures.declaration import NOTHING, Beginning, Opening, Text
from unionhall.kernel.procedures.escalation import hand_up
from unionhall.kernel.procedures.limits import rule_for
from unionhall.kernel.procedures.predicates import Predicate, is_hall, is_handler, predicate, serves_here
from unionhall.kernel.rooms import room
from unionhall.rooms.mediation.apps import CHAIR, CLAIMANT, MEDIATOR
from unionhall.rooms.mediation.chain import watching
from unionhall.rooms.mediation.models import Dispute
from unionhall.rooms.mediation.procedure.sides import is_claimant
from unionhall.rooms.mediation.procedure.states import mediation
from unionhall.rooms.mediation.procedure.time import begin_anew

RECEIVING = ("received", "escalated")


def new_matter(subject_of: str, place: Place, *, subject: Person | None) -> Matter:
    """A dispute about that, at a place, with whoever receives it there. Raises NobodyAnswers."""
    unfit = {subject.pk} if subject else set()
    handler = first_contact(place, (), room("mediation").coordinated_by, without=unfit)
    return Matter(kind=subject_of, place=place, subject=subject, handler=handler)


is_the_asker = Predicate("whoever asks", lambda matter, actor: matter.subject in (None, actor))


@predicate("a mediator or the chair of mediation here")
def takes_down_here(matter: Matter, actor: Actor) -> bool:
    return (
        isinstance(actor, Person)
        and actor != matter.subject
        and actor.office_over(matter.place.path, (MEDIATOR, CHAIR)) is not None
    )


@mediation.opening(
    allowed=is_the_asker, title=_("Ask for mediation"), sentence=_("{actor} brought this to mediation.")
)
def ask(matter: Matter, *, actor: Actor, dispute: Dispute, receipt: str = "") -> Beginning:
    """Somebody asks for themselves."""
    return _begin(matter, dispute, receipt)


@mediation.opening(
    allowed=takes_down_here,
    title=_("Take down a dispute"),
    sentence=_("{actor} wrote this down as it was told."),
)
def take_down(matter: Matter, *, actor: Actor, dispute: Dispute, receipt: str = "") -> Beginning:
    """Written down on the spot, as it is told, with consent."""
    return _begin(matter, dispute, receipt)


def bring(
    opening: Opening, matter: Matter, *, actor: Actor, files: Iterable[Mapping[str, Any]], **said: Any
) -> Matter:
    """Open a dispute with its evidence, laid by as {name, media_type, size, sha256}: both or neither."""
    with transaction.atomic():
        opened: Matter = opening(matter, actor=actor, **said)
        if opened is matter:
            storage.attach(matter, files, actor)
    return opened


def goes_by_steps(matter: Matter) -> bool:
    """Whether the rules of the place have a grievance procedure in steps, not a committee."""
    return bool(rule_for(matter, "mediation.steps").amount)


by_steps = predicate("by steps")(lambda matter, actor: goes_by_steps(matter))
by_committee = predicate("by a committee")(lambda matter, actor: not goes_by_steps(matter))


def _begin(matter: Matter, dispute: Dispute, receipt: str) -> Beginning:
    parties = (Party(person=matter.subject, capacity=CLAIMANT),) if matter.subject else ()
    dispute.matter = matter
    watching.watch(matter)
    return Beginning(
        dispute,
        parties=parties,
        receipt=receipt,
        capacity=CLAIMANT,
        unpromised=goes_by_steps(matter),
        sealed=True,
    )


@mediation.move(
    source=RECEIVING,
    target="invited",
    allowed=(is_handler | serves_here) & by_committee,
    title=_("Take it on"),
    sentence=_("{actor} took the dispute on. The other side is invited."),
    style="main",
    lost=NOTHING,
    for_a_minute=True,
)
def accept(matter: Matter, *, actor: Actor) -> None:
    """Take it on, and invite the other side with a letter or a link."""
    if isinstance(actor, Person):
        matter.handler = actor


@mediation.move(
    source=RECEIVING,
    target="step_1",
    allowed=(is_handler | serves_here) & by_steps,
    title=_("Present the grievance"),
    sentence=_("{actor} presented the grievance: step 1."),
    style="main",
    lost=NOTHING,
    for_a_minute=True,
)
def begin_steps(matter: Matter, *, actor: Actor) -> None:
    """The other side has the time of step 1 to answer; silence moves it on."""
    if isinstance(actor, Person):
        matter.handler = actor


@mediation.move(
    source=RECEIVING,
    target="declined",
    allowed=is_handler | serves_here,
    title=_("Decline"),
    sentence=_("{actor} declined the dispute and says why."),
    text=Text(_("Why, by which rule, and where else one can go")),
    style="danger",
    for_a_minute=True,
)
def decline(matter: Matter, *, actor: Actor) -> None:
    """Only where mediation is not the way. An appeal goes to somebody else."""


appeal, hand_up_appeal, uphold = appealing(
    mediation,
    "mediation.appeal_answer",
    source=("declined",),
    back="declined",
    allowed=is_claimant,
    reopen=watching.watch,
)


@mediation.move(
    source="appealed",
    target="invited",
    allowed=is_handler,
    title=_("Take it on after all"),
    sentence=_("{actor} took the dispute on after the appeal."),
    style="main",
    lost=NOTHING,
)
def allow(matter: Matter, *, actor: Actor) -> None:
    """The appeal was right: the other side is invited now."""
    begin_anew(matter)


@mediation.move(
    source=RECEIVING,
    target="escalated",
    allowed=is_hall,
    title=_("Escalate"),
    sentence=_("Nobody took it on in time. {handler} answers for it now."),
)
def escalate(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """Nobody acted in time: the next level does."""
    return hand_up(matter)
