"""How a proposal begins: an office for somebody, or the end of one."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.answering import offices_up
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.declaration import Beginning
from unionhall.kernel.procedures.predicates import Predicate, predicate
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow
from unionhall.rooms.offices.models import Appointment
from unionhall.rooms.offices.procedure import terms
from unionhall.rooms.offices.procedure.deciding import DECIDING, decides
from unionhall.rooms.offices.procedure.refusals import TheLast
from unionhall.rooms.offices.procedure.states import offices

GRANTING, ENDING = "granting", "ending"


def new_matter(kind: str, place: Place, *, subject: Person, handler: Person) -> Matter:
    """A matter about an office of this person at a place; who proposes it answers for it at first."""
    return Matter(kind=kind, place=place, subject=subject, handler=handler)


@predicate("somebody else who decides on offices there")
def may_propose(matter: Matter, actor: Actor) -> bool:
    return (
        isinstance(actor, Person)
        and actor.is_active
        and actor != matter.subject
        and actor.office_over(matter.place.path, DECIDING) is not None
    )


is_the_holder = Predicate("who holds the office", lambda matter, actor: matter.subject == actor)


@offices.opening(
    allowed=may_propose, title=_("Propose an office"), sentence=_("{actor} made a proposal for an office.")
)
def propose(matter: Matter, *, actor: Actor, appointment: Appointment) -> Beginning:
    """Somebody is to hold an office from a day to a day; they accept it, and another officer signs."""
    subject, today = matter.subject, timezone.localdate()
    assert subject is not None
    assert appointment.until_on is not None
    if not (subject.is_active and _decides(actor, appointment.role, matter.place)):
        raise NotAllowed("propose")
    days = (appointment.from_on, appointment.until_on)
    terms.refuse_wrong(subject, appointment.role, matter.place, days=days, today=today)
    return _beginning(matter, appointment, proposer=actor)


@offices.opening(
    allowed=may_propose,
    title=_("Propose the end of an office"),
    sentence=_("{actor} proposed that an office ends before its day."),
)
def propose_end(matter: Matter, *, actor: Actor, office: Office) -> Beginning:
    """An office is to end before its day; its person is heard, and another officer signs."""
    if not _decides(actor, office.role, matter.place):
        raise NotAllowed("propose_end")
    return _beginning(matter, _of(office), proposer=actor)


@offices.opening(
    allowed=is_the_holder,
    title=_("Lay an office down"),
    sentence=_("The person who holds the office ends it."),
)
def begin_laying_down(matter: Matter, *, actor: Actor, office: Office) -> Beginning:
    """Your own office ends at once."""
    return _beginning(matter, _of(office), proposer=None)


def end_early(office: Office, *, actor: Person, **arguments: Any) -> Matter:
    """Propose that an office ends: its person is told, and it lies with a second officer at once."""
    from unionhall.rooms.offices.procedure.signing import put_forward

    _refuse_over(office)
    matter = new_matter(ENDING, office.place, subject=office.person, handler=actor)
    with transaction.atomic():
        begun = propose_end(matter, actor=actor, office=office, **arguments)
        return begun if begun.state != "proposed" else put_forward(begun, actor=actor)


def lay_down_own(office: Office, *, actor: Person, **arguments: Any) -> Matter:
    """End one's own office at once. Raises TheLast where nobody else decides on offices."""
    from unionhall.rooms.offices.procedure.signing import lay_down

    _refuse_over(office)
    others = [each for each in offices_up(office.place, DECIDING) if each.person_id != actor.pk]
    if not others:
        raise TheLast
    matter = new_matter(ENDING, office.place, subject=actor, handler=others[0].person)
    with transaction.atomic():
        begun = begin_laying_down(matter, actor=actor, office=office, **arguments)
        return begun if begun.state != "proposed" else lay_down(begun, actor=actor)


def _refuse_over(office: Office) -> None:
    if office.until_on and office.until_on < timezone.localdate():
        raise NotNow("end")


def _decides(actor: Actor, role: str, place: Place) -> bool:
    return isinstance(actor, Person) and decides(actor, role, place.path)


def _of(office: Office) -> Appointment:
    return Appointment(
        role=office.role, from_on=office.from_on, until_on=office.until_on, ends=True, office=office
    )


def _beginning(matter: Matter, appointment: Appointment, *, proposer: Actor | None) -> Beginning:
    assert matter.subject is not None
    appointment.person, appointment.place = matter.subject, matter.place
    appointment.proposed_by = proposer if isinstance(proposer, Person) else None
    payload = {"role": appointment.role, "place": matter.place.pk, "person": str(matter.subject.uid)}
    return Beginning(
        appointment, parties=(Party(person=matter.subject, capacity="officer"),), payload=payload
    )
