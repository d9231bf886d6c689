"""When the rules of a clock change: the hour that people agreed on stays, and the instant gives way.

Beside each time lies the zone of the place and how many minutes its clock was ahead of the world's when the
time was written down; from that the hour is told again, whatever the rules say now. Where an operator gave
the place another zone, no rules changed: its times stay the instants that they were.
"""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import HALL, Actor
from unionhall.kernel.procedures.predicates import is_hall
from unionhall.kernel.procedures.work import current
from unionhall.rooms.mediation.procedure.states import OPEN, mediation

log = logging.getLogger(__name__)


def minutes_ahead(moment: datetime, zone: ZoneInfo) -> int:
    """How far the clock of the zone is ahead of the world's at that moment."""
    ahead = moment.astimezone(zone).utcoffset()
    assert ahead is not None
    return int(ahead.total_seconds() // 60)


@mediation.move(
    source=OPEN,
    target=None,
    allowed=is_hall,
    title=_("Keep the hour"),
    sentence=_(
        "The rules of the clock changed. What was agreed or proposed stays at the same hour by the clock of "
        "the place. Take a meeting that was agreed into your calendar anew."
    ),
)
def keep_hour(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """The zone of the place goes by new rules: times stay at the hour that people know."""
    zone, dispute = matter.place.zone, matter.dispute
    for slot in matter.mediation_slot.all():
        if shift := _shift(slot.starts_at, slot.ahead, slot.zone, zone):
            slot.starts_at, slot.ends_at = slot.starts_at + shift, slot.ends_at + shift
            slot.ahead = minutes_ahead(slot.starts_at, zone)
            current().save(slot)
    start, end = dispute.meets_at, dispute.meets_until
    if (
        start is None
        or end is None
        or not (shift := _shift(start, dispute.meets_ahead, dispute.meets_zone, zone))
    ):
        return {}
    dispute.meets_at, dispute.meets_until = start + shift, end + shift
    dispute.meets_ahead = minutes_ahead(start + shift, zone)
    return {"meets_at": (start + shift).isoformat()}


def keep_hours(now: datetime | None = None) -> int:
    """Move what is ahead and would be at another hour now; how many disputes that were."""
    moment = now or timezone.now()
    ahead = Q(dispute__meets_at__gt=moment) | Q(mediation_slot__starts_at__gt=moment)
    found = Matter.objects.open().filter(ahead, room=mediation.room.label, state__in=OPEN).distinct()
    return sum(_try(matter) for matter in found.select_related("place", "dispute"))


def _try(matter: Matter) -> bool:
    """One that fails is logged and left as it was: it doesn't stop the others."""
    try:
        if not _is_moved(matter):
            return False
        keep_hour(matter, actor=HALL)
    except Exception:
        log.exception("the hours of %s can't be kept", matter)
        return False
    return True


def _is_moved(matter: Matter) -> bool:
    zone, dispute = matter.place.zone, matter.dispute
    proposed = matter.mediation_slot.values_list("starts_at", "ahead", "zone")
    times = [(dispute.meets_at, dispute.meets_ahead, dispute.meets_zone), *proposed]
    return any(_shift(moment, ahead, was_in, zone) for moment, ahead, was_in in times)


def _shift(moment: datetime | None, ahead: int | None, was_in: str, zone: ZoneInfo) -> timedelta:
    """By how much the instant of an agreed hour moves; by nothing where its clock was not written down."""
    if moment is None or ahead is None or was_in != zone.key or minutes_ahead(moment, zone) == ahead:
        return timedelta()
    agreed = (moment.astimezone(UTC) + timedelta(minutes=ahead)).replace(tzinfo=zone)
    return agreed.astimezone(UTC) - moment
