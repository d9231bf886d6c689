"""How long a closed matter is kept: by the rule `<room>.keep` of its place's pack, as it stands today."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from unionhall.kernel.matters.erasing import erase
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.packs import names, pack
from unionhall.kernel.procedures.rules import UnknownRule
from unionhall.kernel.rooms import rooms


def erase_over(now: datetime | None = None) -> int:
    """Erase every closed matter whose time is over, one transaction each; how many that were."""
    moment = now or timezone.now()
    return sum(erase(pk, moment) for room in rooms() for pk in _over(room.label, moment))


def _over(room: str, now: datetime) -> Iterator[int]:
    kept = {name: days for name in names() if (days := _days(name, f"{room}.keep", now)) is not None}
    if not kept:
        return
    earliest = now - timedelta(days=min(kept.values()))
    closed = Matter.objects.closed().filter(room=room, erased_at__isnull=True, closed_at__lt=earliest)
    for matter in closed.select_related("place").order_by("closed_at").iterator():
        days = kept.get(matter.place.pack)
        if days is not None and matter.closed_at < now - timedelta(days=days):
            yield matter.pk


def _days(name: str, key: str, now: datetime) -> int | None:
    try:
        return pack(name).get(key, on=now.date()).amount
    except UnknownRule:
        return None
