"""Leaving: at once, by the member's own word, with nobody to ask."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.answering import NobodyAnswers
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.declaration import Beginning, Limit, Procedure, State
from unionhall.kernel.procedures.predicates import is_party, is_subject
from unionhall.kernel.procedures.succession import pass_on
from unionhall.rooms.register.book import enrolment
from unionhall.rooms.register.models import Departure
from unionhall.rooms.register.procedure import moving
from unionhall.rooms.register.procedure.deciding import CONSENT, limited
from unionhall.rooms.register.procedure.kinds import LEAVING, MOVING
from unionhall.rooms.register.procedure.moving import keeper_of

leaving = Procedure(
    "register",
    kind=LEAVING,
    detail=Departure,
    start="received",
    line=("received", "left"),
    promise=Limit("register.decision", overdue="escalate"),
    states={
        "received": State(_("Received"), _("It takes effect at once."), limits=CONSENT),
        "left": State(
            _("You have left"),
            _("You are not a member any more. You can join again whenever you like."),
            final=True,
            staff_title=_("Has left"),
        ),
    },
)


@leaving.opening(allowed=is_subject, title=_("Leave"), sentence=_("{actor} said that they leave."))
def say_goodbye(matter: Matter, *, actor: Actor, departure: Departure) -> Beginning:
    """Nobody has to agree, and no reason is asked."""
    return Beginning(departure, parties=(Party(person=matter.subject),), sealed=bool(departure.reason))


@leaving.move(
    source=("received", "escalated"),
    target="left",
    allowed=is_party,
    title=_("Leave now"),
    sentence=_("{actor} left the union. Membership and offices ended at once."),
    style="danger",
    lost=_("Membership, offices and the vote end now. Whoever wants to come back joins anew."),
)
def take_effect(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """Your membership and your offices end this moment; what you had in hand goes to somebody else."""
    person = matter.subject
    assert person is not None
    ended = enrolment.depart(person, on=timezone.localdate())
    pass_on(person)
    if matter.departure.closes_account:
        enrolment.close_account(person)
    return ended


escalate = limited(leaving, "received")


def leave(
    person: Person, place: Place, *, key: UUID, reason: str = "", closes_account: bool = False
) -> Matter:
    """Say so and let it take effect, in one transaction; the same key leaves once.

    Moves to another branch that were asked for end with it.
    """
    matter = Matter(place=place, subject=person, handler=_whom_to_tell(person, place))
    departure = Departure(reason=reason, closes_account=closes_account)
    with transaction.atomic():
        sent = say_goodbye(matter, actor=person, departure=departure, key=key)
        if sent is matter:
            for asked in _moves_asked(person):
                moving.withdraw(asked, actor=person)
            sent = take_effect(matter, actor=person)
    return sent


def departure_under(key: UUID, person: Person) -> Matter | None:
    """The departure that was made with that key already, so that a second click shows it again."""
    entry = Entry.objects.under(key).filter(actor=person.uid, event=say_goodbye.event).first()
    return Matter.objects.get(stream=entry.stream) if entry else None


def _whom_to_tell(person: Person, place: Place) -> Person:
    """Whoever keeps the register; where nobody does, one may leave all the same."""
    try:
        return keeper_of(place, without=person)
    except NobodyAnswers:
        return person


def _moves_asked(person: Person) -> list[Matter]:
    asked = Matter.objects.open().filter(room="register", kind=MOVING, subject=person)
    return list(asked.filter(state__in=moving.OPEN))
