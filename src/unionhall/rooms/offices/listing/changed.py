"""What changed in the last 90 days: which offices were granted, and which ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kernel.people.models import Office
from unionhall.kernel.procedures.sentences import say_day
from unionhall.rooms.offices.listing.held import say_signatures
from unionhall.rooms.offices.listing.scope import Scope
from unionhall.rooms.offices.models import Appointment

SHOWN_FOR = timedelta(days=90)
MOST = 200


@dataclass(frozen=True, slots=True)
class Change:
    """One line; `on` is the day of the change."""

    on: date
    sentence: str
    by: str

    def shown(self) -> dict[str, str]:
        return {"day": say_day(self.on), "iso": self.on.isoformat(), "sentence": self.sentence, "by": self.by}


def changed(scope: Scope) -> list[dict[str, str]]:
    """The changes of the page's places, the newest first, in three queries."""
    since = timezone.localdate() - SHOWN_FOR
    found = [*_decided(scope, since), *_begun(scope, since), *_run_out(scope, since)]
    return [each.shown() for each in sorted(found, key=lambda each: each.on, reverse=True)[:MOST]]


def _decided(scope: Scope, since: date) -> Iterator[Change]:
    """What was decided in the hall: granted by two, ended by two, or laid down."""
    decided = Appointment.objects.filter(
        scope.rows(), matter__state__in=("signed", "laid_down"), matter__closed_at__date__gte=since
    )
    people = ("matter", "person", "place", "proposed_by", "signed_by")
    for each in decided.select_related(*people).order_by("-matter__closed_at")[:MOST]:
        on = timezone.localdate(each.matter.closed_at)
        if not each.ends:
            yield Change(on, _granted(each), say_signatures(each))
        elif each.matter.state == "laid_down":
            yield Change(on, _("%(name)s laid the office down: %(office)s.") % _words(each), "")
        else:
            ended = _("The office of %(name)s was ended early: %(office)s.") % _words(each)
            yield Change(on, ended, say_signatures(each))


def _begun(scope: Scope, since: date) -> Iterator[Change]:
    """Offices that no proposal stands behind."""
    begun = Office.objects.filter(scope.rows(), from_on__gte=since, appointments=None)
    for office in begun.select_related("person", "place").order_by("-from_on")[:MOST]:
        yield Change(office.from_on, _granted(office), say_signatures(None))


def _run_out(scope: Scope, since: date) -> Iterator[Change]:
    """Offices that ended by their date."""
    today = timezone.localdate()
    over = Office.objects.filter(scope.rows(), until_on__gte=since, until_on__lt=today)
    by_date = over.exclude(appointments__ends=True, appointments__matter__state__in=("signed", "laid_down"))
    for office in by_date.select_related("person", "place").order_by("-until_on")[:MOST]:
        ended = _("The office of %(name)s ended by its date: %(office)s.") % _words(office)
        yield Change(office.until_on, ended, "")


def _granted(held: "Office | Appointment") -> str:
    return _("%(name)s was granted an office: %(office)s.") % _words(held)


def _words(held: "Office | Appointment") -> dict[str, Any]:
    """The office as the hall names it, for a row of either kind."""
    office = Office(role=held.role, place=held.place)
    return {"name": held.person.name, "office": str(office)}
