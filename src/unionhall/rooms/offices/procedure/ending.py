"""The end of an office before its day: by two officers, or at once by its own person."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.answering import offices_up
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.procedures.customs.taking_back import taking_back
from unionhall.kernel.procedures.declaration import NOTHING, Beginning, State
from unionhall.kernel.procedures.predicates import is_party, is_subject
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow
from unionhall.rooms.offices.models import Appointment
from unionhall.rooms.offices.procedure import writing
from unionhall.rooms.offices.procedure.appealing import contested
from unionhall.rooms.offices.procedure.deciding import DECIDING, decides, is_proposer
from unionhall.rooms.offices.procedure.refusals import TheLast
from unionhall.rooms.offices.procedure.signing import (
    ENDING,
    OPEN,
    adopt,
    begun,
    hand_on,
    may_propose,
    procedure_for,
)

ending = procedure_for(
    ENDING, laid_down=State(_("Laid down"), _("The office has ended."), final=True, after="proposed")
)


@ending.opening(
    allowed=may_propose,
    title=_("Propose the end of an office"),
    sentence=_("{actor} proposed that an office ends before its day."),
)
def propose_end(matter: Matter, *, actor: Person, office: Office) -> Beginning:
    """An office is to end before its day; its person is heard, and another officer signs."""
    if not decides(actor, office.role, matter.place_path):
        raise NotAllowed("propose_end")
    return begun(matter, _of(office), proposer=actor)


@ending.opening(
    allowed=is_subject,
    title=_("Give up an office"),
    sentence=_("The person who holds the office ends it."),
)
def begin_laying_down(matter: Matter, *, actor: Actor, office: Office) -> Beginning:
    """Your own office ends at once."""
    return begun(matter, _of(office), proposer=None)


def _of(office: Office) -> Appointment:
    return Appointment(
        role=office.role, from_on=office.from_on, until_on=office.until_on, ends=True, office=office
    )


@ending.move(
    source="proposed",
    target="accepted",
    allowed=is_proposer,
    title=_("Put it before a second officer"),
    sentence=_("The end of the office lies with {handler}."),
    lost=NOTHING,
)
def put_forward(matter: Matter, *, actor: Actor) -> None:
    """A second officer signs the end, or says why not."""
    hand_on(matter)


def _end_office(matter: Matter) -> None:
    writing.end(matter.appointment, on=timezone.localdate())


@ending.move(
    source=OPEN,
    target="laid_down",
    allowed=is_party,
    title=_("Give up the office"),
    sentence=_("The office was given up and has ended."),
    style="danger",
    lost=_(
        "Your office ends now, and with it what you may see and do through it. Only two officers can "
        "grant it again."
    ),
)
def lay_down(matter: Matter, *, actor: Actor) -> None:
    """Your office ends at once, and nobody has to sign."""
    _end_office(matter)


add, sign, refuse = adopt(
    ending,
    then=_end_office,
    lost=_("The office ends by your signature. Only two officers can grant it again."),
)
appeal, hand_up_appeal, uphold_end, take_up = contested(
    ending,
    back="signed",
    upheld={
        "named": "uphold_end",
        "title": _("Uphold the end"),
        "sentence": _("{actor} looked at it again and upheld the end of the office."),
    },
)

take_back = taking_back(ending)


def end_early(office: Office, *, actor: Person, **arguments: Any) -> Matter:
    """Propose that an office ends: its person is told, and it lies with a second officer at once."""
    _refuse_over(office)
    matter = Matter(place=office.place, subject=office.person, handler=actor)
    with transaction.atomic():
        asked = propose_end(matter, actor=actor, office=office, **arguments)
        return asked if asked.state != "proposed" else put_forward(asked, actor=actor)


def lay_down_own(office: Office, *, actor: Person, **arguments: Any) -> Matter:
    """End one's own office at once. Raises TheLast where nobody else decides on offices."""
    _refuse_over(office)
    others = [each for each in offices_up(office.place, DECIDING) if each.person_id != actor.pk]
    if not others:
        raise TheLast
    matter = Matter(place=office.place, subject=actor, handler=others[0].person)
    with transaction.atomic():
        asked = begin_laying_down(matter, actor=actor, office=office, **arguments)
        return asked if asked.state != "proposed" else lay_down(asked, actor=actor)


def _refuse_over(office: Office) -> None:
    if office.until_on and office.until_on < timezone.localdate():
        raise NotNow("end")
