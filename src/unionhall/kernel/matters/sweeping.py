"""Files that were laid by for a request which nobody sent are taken away again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from unionhall.kernel.matters.models import File

KEPT = timedelta(days=2)  # that somebody may take to send a request


def sweep(now: datetime | None = None) -> int:
    """Delete what is older than two days and belongs to no matter; how many files that were."""
    before = (now or timezone.now()) - KEPT
    old = [path for path in _contents() if path.stat().st_mtime < before.timestamp()]
    kept = set(File.objects.filter(sha256__in=[path.name for path in old]).values_list("sha256", flat=True))
    unsent = [path for path in old if path.name not in kept]
    for path in unsent:
        if path.stat().st_mtime < before.timestamp():
            path.unlink()
    return len(unsent)


def _contents() -> Iterator[Path]:
    """Files under their digests, and what a process that died left half written."""
    return (path for path in Path(settings.MEDIA_ROOT).glob("??/*") if path.is_file())
