"""An office for somebody: one officer proposes it, its person accepts, another officer signs."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor, Hall
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.customs.taking_back import taking_back
from unionhall.kernel.procedures.declaration import Beginning, State
from unionhall.kernel.procedures.predicates import is_hall, is_party
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.offices.models import Appointment
from unionhall.rooms.offices.procedure import terms, writing
from unionhall.rooms.offices.procedure.appealing import contested
from unionhall.rooms.offices.procedure.deciding import decides
from unionhall.rooms.offices.procedure.signing import (
    GRANTING,
    OPEN,
    adopt,
    begun,
    hand_on,
    may_propose,
    procedure_for,
)

granting = procedure_for(
    GRANTING,
    declined=State(_("Not accepted"), _("The office does not begin."), final=True, after="proposed"),
)


@granting.opening(
    allowed=may_propose, title=_("Propose an office"), sentence=_("{actor} made a proposal for an office.")
)
def propose(matter: Matter, *, actor: Person, appointment: Appointment) -> Beginning:
    """Somebody is to hold an office from a day to a day; they accept it, and another officer signs."""
    subject, today = matter.subject, timezone.localdate()
    assert subject is not None
    assert appointment.until_on is not None
    if not (subject.is_active and decides(actor, appointment.role, matter.place_path)):
        raise NotAllowed("propose")
    days = (appointment.from_on, appointment.until_on)
    terms.refuse_wrong(subject, appointment.role, matter.place, days=days, today=today)
    return begun(matter, appointment, proposer=actor)


@granting.move(
    source="proposed",
    target="accepted",
    allowed=is_party,
    title=_("Accept the office"),
    sentence=_("The office was accepted. {handler} signs, or says why not."),
    style="main",
    undone_by=("decline",),
)
def accept(matter: Matter, *, actor: Actor) -> None:
    """You take the office on. It begins once a second officer has signed."""
    hand_on(matter)


@granting.move(
    source=OPEN,
    target="declined",
    allowed=is_party,
    title=_("Decline the office"),
    sentence=_("The office was not accepted."),
    style="danger",
    lost=_("The proposal ends. To hold the office later, you would have to be proposed anew."),
)
def decline(matter: Matter, *, actor: Actor) -> None:
    """You don't want it. You need not say why."""


def _grant(matter: Matter) -> None:
    writing.grant(matter, on=timezone.localdate())


add, sign, refuse = adopt(
    granting,
    then=_grant,
    lost=_("The office begins by your signature. To end it before its day takes two officers again."),
)
appeal, hand_up_appeal, uphold, take_up = contested(
    granting,
    back="refused",
    upheld={
        "title": _("Uphold the refusal"),
        "sentence": _("{actor} looked at it again and upheld the refusal."),
    },
)


@granting.move(
    source="signed",
    target=None,
    allowed=is_hall,
    title=_("Remind of the end"),
    sentence=_("An office ends by its date in {days} days. To go on, it has to be proposed anew."),
)
def remind_of_end(matter: Matter, *, actor: Hall, days: int) -> Mapping[str, Any]:
    """The office ends by its date."""
    return {"days": days}


take_back = taking_back(granting)
