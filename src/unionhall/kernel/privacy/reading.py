"""Writing down who read what about whom."""

from collections.abc import Iterable
from uuid import UUID

from unionhall.kernel.privacy.models import Access


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
    for subject in concerned:
        Access.objects.create(
            reader=reader, subject=subject, purpose=purpose, what=what[:80], role=role, place=place[:80]
        )
