"""Who holds which office today, place by place, with both signatures."""

from itertools import groupby
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kernel.ordering import people_in_order
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.people.roles import all_roles
from unionhall.kernel.procedures.sentences import say_day
from unionhall.rooms.offices.listing.scope import Scope
from unionhall.rooms.offices.models import Appointment
from unionhall.rooms.offices.procedure.deciding import decides


def held(scope: Scope, reader: Person) -> list[dict[str, Any]]:
    """The places of the page that have officers, the highest first, in two queries."""
    order = list(all_roles())
    granted = Appointment.objects.filter(ends=False, matter__state="signed")
    current = Office.objects.current().filter(scope.rows(), person__is_active=True)
    found = current.select_related("person", "place").prefetch_related(
        Prefetch("appointments", granted.select_related("proposed_by", "signed_by"))
    )
    by_day = sorted(found, key=lambda each: (each.from_on, each.pk))
    by_name = people_in_order(by_day, scope.place.order, lambda each: each.person)
    offices = sorted(by_name, key=lambda each: (each.place.path, _rank(order, each.role)))
    return [
        {"name": str(place), "offices": [_line(office, reader) for office in those]}
        for place, those in groupby(offices, key=lambda office: office.place)
    ]


def _rank(order: list[str], role: str) -> int:
    """The most far-reaching roles first; one whose room is gone last."""
    return -order.index(role) if role in order else 1


def _line(office: Office, reader: Person) -> dict[str, Any]:
    is_own = office.person_id == reader.pk
    may_end = not is_own and decides(reader, office.role, office.place.path)
    return {
        "person": office.person.name,
        "role": office.title,
        "days": say_days(office),
        "by": say_signatures(next(iter(office.appointments.all()), None)),
        "lay_down": reverse("offices:lay_down", args=[office.pk]) if is_own else "",
        "end": reverse("offices:end", args=[office.pk]) if may_end else "",
    }


def say_days(office: Office) -> str:
    """Since when, and until when where there is an end."""
    days = {"since": say_day(office.from_on), "until": say_day(office.until_on) if office.until_on else ""}
    if office.until_on:
        return _("from %(since)s until %(until)s") % days
    return _("since %(since)s") % days


def say_signatures(appointment: Appointment | None) -> str:
    """By whom it was decided; what no proposal stands behind was written down when the hall was set up."""
    if appointment is None or appointment.proposed_by is None:
        return _("by the installation")
    names = {"proposer": appointment.proposed_by.name}
    if appointment.signed_by is None:
        return _("proposed by %(proposer)s, signed by the installation") % names
    return _("proposed by %(proposer)s, signed by %(signer)s") % {
        **names,
        "signer": appointment.signed_by.name,
    }
