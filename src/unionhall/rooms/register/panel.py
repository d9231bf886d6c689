"""What the page of a matter says of an application, a move, a departure or a list."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kernel.contract import Fact, facts_of
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.stopping import in_words
from unionhall.kernel.people.phones import show_phone
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.register.listing.showing import said_of_list
from unionhall.rooms.register.models import Application, Correction, Departure, Transfer
from unionhall.rooms.register.procedure.joining import twins
from unionhall.rooms.register.procedure.kinds import CORRECTING, JOINING, LEAVING, LISTING, MOVING

Said = list[tuple[str, Any]]


def facts(matter: Matter, reader: Reader) -> list[Fact]:
    """What was asked; only what there is."""
    said = SAID[matter.kind](matter, reader)
    return facts_of(said)


def _application(matter: Matter, reader: Reader) -> Said:
    application: Application = matter.application
    member = matter.subject
    return [
        (_("Name"), application.name or (member.name if member else "")),
        (_("E-mail"), in_words(matter, application.email or "")),
        (_("Telephone"), show_phone(application.phone) if application.phone else ""),
        (_("Where they work"), application.workplace),
        (_("Language"), application.get_language_display()),
        (_("Member number"), member.number if member else ""),
        (_("How to sign in"), _sign_in(matter, reader)),
        (_("The same address stands in"), _twins(application, reader)),
    ]


def _sign_in(matter: Matter, reader: Reader) -> str:
    """Said to whoever holds the receipt; it helps nobody who doesn't own the address."""
    if matter.subject is None or not reader.is_party:
        return ""
    return _("At %(address)s, with a code that comes to the address or number that you gave.") % {
        "address": reverse("account_login")
    }


def _twins(application: Application, reader: Reader) -> str:
    if reader.is_party:
        return ""
    return ", ".join(matter.reference for matter in twins(application)[:5])


def _transfer(matter: Matter, reader: Reader) -> Said:
    transfer: Transfer = matter.transfer
    return [
        (_("From"), str(transfer.origin)),
        (_("To"), str(transfer.target)),
        (_("Open matters"), _("They stay with whoever has them now.")),
    ]


def _correction(matter: Matter, reader: Reader) -> Said:
    """What shall stand there, beside what stands there now."""
    correction: Correction = matter.correction
    member = matter.subject
    return [
        (_("Name in the register"), member.name if member else ""),
        (_("Name that is right"), correction.name),
        (_("Telephone that is right"), show_phone(correction.phone) if correction.phone else ""),
        (_("In their own words"), correction.why),
        (_("Member number"), member.number if member else ""),
    ]


def _departure(matter: Matter, reader: Reader) -> Said:
    departure: Departure = matter.departure
    return [
        (_("Member number"), matter.subject.number if matter.subject else ""),
        (_("Why, in their own words"), departure.reason),
        (_("Account"), _("closed") if departure.closes_account else _("stays open to follow open matters")),
    ]


SAID: dict[str, Callable[[Matter, Reader], Said]] = {
    JOINING: _application,
    MOVING: _transfer,
    CORRECTING: _correction,
    LEAVING: _departure,
    LISTING: said_of_list,
}
