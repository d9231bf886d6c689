"""What is known one by one without any report: who subtracts it from a number has what is left."""

from django.db.models import Q

from unionhall.kernel.contract import Public
from unionhall.kernel.rooms import room


def known(label: str) -> Q | None:
    """Which matters of a room; None where there are none."""
    public, opened = Public.of(room(label)), room(label).opens
    if public is None:
        return Q(kind__in=opened) if opened else None
    return Q(kind__in=opened) | public.matters()
