"""The mediator: proposed by the chair from those on duty, accepted by both sides, and free to step aside."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.answering import first_contact, offices_up
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.escalation import recuse, unfit
from unionhall.kernel.procedures.limits import rule_for
from unionhall.kernel.procedures.predicates import holds, is_handler, predicate
from unionhall.kernel.procedures.refusals import Refusal
from unionhall.kernel.procedures.work import current
from unionhall.kernel.rooms import room
from unionhall.rooms.mediation.apps import CHAIR, MEDIATOR, PANEL
from unionhall.rooms.mediation.models import Answer, Seat, Slot
from unionhall.rooms.mediation.procedure.electing import check_may_bind
from unionhall.rooms.mediation.procedure.sides import (
    TIME,
    consent,
    is_missing,
    speaks,
    withdraw_consents,
)
from unionhall.rooms.mediation.procedure.states import mediation

ABOUT = "mediator"


class PanelOfAnotherSize(Refusal):
    """The rules say how many mediators there are."""

    message = _("Choose as many mediators as the rules of this place ask for.")


def on_duty(matter: Matter) -> list[Person]:
    """Who can mediate here: mediators of the place or above it who have no part in the dispute."""
    without = unfit(matter)
    found = [each.person for each in offices_up(matter.place, [MEDIATOR]) if each.person_id not in without]
    return list(dict.fromkeys(found))


def panel_size(matter: Matter) -> int:
    return rule_for(matter, "mediation.panel").amount


def seats(matter: Matter) -> list[Seat]:
    """The mediators proposed or accepted, who presides first."""
    return list(Seat.objects.filter(matter=matter).select_related("person").order_by("number"))


@predicate("once a mediator is proposed")
def is_proposed(matter: Matter, actor: Actor) -> bool:
    return Seat.objects.filter(matter=matter).exists()


@mediation.move(
    source="choosing",
    target=None,
    allowed=is_handler | holds(CHAIR),
    title=_("Propose the mediator"),
    sentence=_("{actor} proposed {person} as mediator. Both sides say whether they accept."),
    style="main",
    leads=~is_proposed,
)
def propose(matter: Matter, *, actor: Actor, mediators: Sequence[Person]) -> Mapping[str, Any]:
    """From those on duty. Both sides must accept; either can ask for another."""
    chosen = {*mediators}
    if not len(chosen) == len(mediators) == panel_size(matter) or not chosen <= {*on_duty(matter)}:
        raise PanelOfAnotherSize
    withdraw_consents(matter, ABOUT)
    current().delete(Seat.objects.filter(matter=matter))
    current().add(*(Seat(matter=matter, person=each, number=at) for at, each in enumerate(mediators)))
    return {"person": str(mediators[0].uid)}


@mediation.move(
    source="choosing",
    target=None,
    allowed=is_proposed & is_missing(ABOUT, last=False),
    title=_("Accept the mediator"),
    sentence=_("{actor} accepted the mediator."),
    style="main",
    undone_by=("ask_for_another",),
)
def accept_mediator(matter: Matter, *, actor: Actor) -> None:
    """Mediation begins as soon as the other side accepts, too."""
    check_may_bind(matter, actor)
    consent(matter, actor, ABOUT)


@mediation.move(
    source="choosing",
    target="mediating",
    allowed=is_proposed & is_missing(ABOUT, last=True),
    title=_("Accept the mediator"),
    sentence=_("Both sides accept the mediator. {handler} has the dispute in hand now."),
    style="main",
    undone_by=("object_to_mediator",),
)
def begin_mediation(matter: Matter, *, actor: Actor) -> None:
    """The other side accepted already: mediation begins."""
    check_may_bind(matter, actor)
    consent(matter, actor, ABOUT)
    presiding, *others = (seat.person for seat in seats(matter))
    matter.handler = presiding
    current().add(*(Party(matter=matter, person=each, capacity=PANEL) for each in others))


@mediation.move(
    source="choosing",
    target=None,
    allowed=is_proposed & speaks,
    title=_("Ask for another mediator"),
    sentence=_("One side asked for another mediator."),
    style="plain",
    lost=_(
        "Whoever is proposed now can't mediate this dispute any more, and a side that accepted them "
        "has to choose anew."
    ),
)
def ask_for_another(matter: Matter, *, actor: Actor) -> None:
    """You need not say why, and nobody keeps it."""
    recuse(matter, seats(matter)[0].person)
    withdraw_consents(matter, ABOUT)
    current().delete(Seat.objects.filter(matter=matter))


@mediation.move(
    source=("mediating", "run_out"),
    target="choosing",
    allowed=is_handler,
    title=_("I have a conflict of interest"),
    sentence=_("The mediator stepped aside. {handler} proposes another."),
    style="rare",
    lost=_(
        "You can't mediate this dispute again. A meeting that is fixed and proposals that are open "
        "fall away, and both sides choose anew."
    ),
)
def declare_conflict(matter: Matter, *, actor: Actor) -> None:
    """Somebody else mediates. Nobody asks or keeps why."""
    _step_aside(matter)


@mediation.move(
    source=("mediating", "run_out"),
    target="choosing",
    allowed=speaks,
    title=_("Ask for another mediator"),
    sentence=_("One side asked for another mediator. {handler} proposes one."),
    style="rare",
    lost=_(
        "The mediator can't have this dispute again. A meeting that is fixed and proposals that are "
        "open fall away, and both sides choose anew."
    ),
)
def object_to_mediator(matter: Matter, *, actor: Actor) -> None:
    """You need not say why, and nobody keeps it."""
    _step_aside(matter)


def part_with_mediator(matter: Matter) -> None:
    """Whoever mediated does so no more: neither the panel, nor what was to be with them, stays."""
    withdraw_consents(matter, ABOUT, TIME)
    of_this = (kept.objects.filter(matter=matter) for kept in (Seat, Slot, Answer))
    current().delete(*of_this, Party.objects.filter(matter=matter, capacity=PANEL))
    matter.forget_people()
    dispute = matter.dispute
    dispute.meets_at, dispute.meets_until, dispute.where = None, None, ""


def _step_aside(matter: Matter) -> None:
    assert matter.handler is not None
    recuse(matter, matter.handler)
    part_with_mediator(matter)
    matter.handler = first_contact(matter.place, (), room(matter.room).coordinated_by, unfit(matter))
