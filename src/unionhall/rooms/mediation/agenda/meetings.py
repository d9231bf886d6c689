"""A meeting in mediation for a calendar: a reference, a time, and a place or link; no names, no more."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from unionhall.kernel.appointments import Appointment
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.mediation.models import Dispute

MOVED = ("mediation.choose_times", "mediation.keep_hour")


def appointments(matters: Iterable[Matter]) -> list[Appointment]:
    """The meetings of those disputes that have one."""
    return [found for matter in matters if (found := _appointment(matter))]


def _appointment(matter: Matter) -> Appointment | None:
    dispute: Dispute = matter.dispute
    if not (dispute.meets_at and dispute.meets_until):
        return None
    return Appointment(
        matter.reference,
        _("Meeting, %(reference)s") % {"reference": matter.reference},
        dispute.meets_at,
        dispute.meets_until,
        dispute.where,
        matter.changed_at,
        _times_moved(matter),
        is_private=True,
    )


def _times_moved(matter: Matter) -> int:
    """How often the time moved: programs keep the old one unless this rises (RFC 5546)."""
    agreed = Entry.objects.filter(stream=matter.stream, event__in=MOVED)
    return max(agreed.filter(payload__has_key="meets_at").count() - 1, 0)
