"""Writing down who read what about whom."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from unionhall.database import writing
from unionhall.kernel.privacy.models import Access

KEPT = timedelta(days=5 * 366)


def record(
    *,
    reader: UUID | None,
    subjects: Iterable[UUID] = (),
    purpose: Access.Purpose,
    what: str,
    role: str = "",
    place: str = "",
) -> None:
    """One row for each person whom the reading concerns, one without a subject where it concerns nobody yet.

    Args:
        reader: the reader's UUID; None for a guest.
        what: a reference or the kind of a list, never content and never the words of a search.
        role, place: the office through which it was read; empty for a party.
    """
    concerned: list[UUID | None] = [*subjects] or [None]
    writing.insert(
        [
            Access(reader=reader, subject=each, purpose=purpose, what=what[:80], role=role, place=place[:80])
            for each in concerned
        ]
    )


def forget(now: datetime | None = None) -> int:
    """Delete what is older than the log is kept; how many rows. The database refuses to lose younger ones."""
    over = (now or timezone.now()) - KEPT
    deleted, _each = Access.objects.filter(at__lt=over).delete()
    return deleted
