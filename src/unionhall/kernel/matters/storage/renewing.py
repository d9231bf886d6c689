"""Sealing files anew that an earlier release laid by at their own length."""

import logging

from django.db import transaction

from unionhall.kernel.matters import storage
from unionhall.kernel.matters.models import File
from unionhall.kernel.privacy.keys.faults import Unreadable
from unionhall.kernel.privacy.sealing import END, space

log = logging.getLogger(__name__)


def renew() -> int:
    """Seal every such file anew; how many there were. What lay there before is swept away later."""
    sealed = File.objects.filter(matter__sealed=True, matter__erased_at=None).order_by("pk")
    old = [pk for pk, size in sealed.values_list("pk", "size") if size != space(size - len(END))]
    return sum(_renew(pk) for pk in old)


@transaction.atomic
def _renew(pk: int) -> bool:
    rows = File.objects.select_for_update(of=("self",), no_key=True).select_related("matter")
    row = rows.filter(pk=pk).first()
    if row is None:
        return False
    try:
        with storage.content(row) as content:
            storage.lay_sealed(row, content.read())
    except (OSError, Unreadable) as error:
        log.error("A sealed file can't be sealed anew: %s", error)
        return False
    row.save(update_fields=["sha256", "size"])
    return True
