"""Proposals for the tests."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places.models import Place
from unionhall.rooms.offices.models import Appointment
from unionhall.rooms.offices.procedure import granting

if TYPE_CHECKING:
    from tests.town import Town

YEAR = timedelta(days=365)


def proposal(
    town: "Town",
    person: Person | None = None,
    role: str = "steward",
    place: Place | None = None,
    *,
    by: Person | None = None,
    starts_in: int = 0,
) -> Matter:
    """The administrator (or another) has proposed the member (or another) as steward of the north area."""
    subject, where, proposer = person or town.member, place or town.north, by or town.administrator
    today = timezone.localdate() + timedelta(days=starts_in)
    matter = Matter(place=where, subject=subject, handler=proposer)
    wanted = Appointment(role=role, from_on=today, until_on=today + YEAR)
    return granting.propose(matter, actor=proposer, appointment=wanted)


def accepted(town: "Town", person: Person | None = None, role: str = "steward") -> Matter:
    """A proposal that its person has accepted."""
    return granting.accept(proposal(town, person, role), actor=person or town.member)


def signed(town: "Town", person: Person | None = None, role: str = "steward") -> Office:
    """The office that the administrator and the chair have granted."""
    matter = granting.sign(accepted(town, person, role), actor=town.chair, text="Elected on Monday.")
    assert matter.appointment.office is not None
    return matter.appointment.office


def again(person: Person) -> Person:
    """The person as a new request would load them."""
    return Person.objects.get(pk=person.pk)
