"""Files that were laid by for a request which nobody sent are taken away again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.utils import timezone

from unionhall.kernel.matters import storage
from unionhall.kernel.matters.models import File

KEPT = timedelta(days=2)  # that somebody may take to send a request
AT_ONCE = 1_000  # names that are looked up together


def sweep(now: datetime | None = None) -> int:
    """Delete what is older than two days and belongs to no matter; how many files that were."""
    before, shelf, swept = (now or timezone.now()) - KEPT, storage.shelf(), 0
    old = shelf.older_than(before)
    while names := list(islice(old, AT_ONCE)):
        for name in _unsent(names):
            shelf.drop(name, before)
            swept += 1
    return swept


def _unsent(names: list[str]) -> Iterator[str]:
    kept = set(File.objects.filter(sha256__in=names).values_list("sha256", flat=True))
    return (name for name in names if name not in kept)
