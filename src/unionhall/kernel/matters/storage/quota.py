"""How many files one matter may have, and how large they may be together."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from unionhall.kernel.matters.cleaning.refusals import refusal
from unionhall.kernel.matters.models import Matter


def check(matter: Matter, *sizes: int) -> None:
    """Raise FileRefused when files of so many bytes don't fit; the caller holds the matter's lock."""
    hold(sizes, *_taken(matter))


def hold(sizes: Iterable[int], count: int = 0, size: int = 0) -> None:
    """Raise FileRefused when these files are too many or too large, beside so many of so many bytes."""
    added = list(sizes)
    if count + len(added) > settings.MATTER_FILES:
        raise refusal("too_many", limit=settings.MATTER_FILES)
    if size + sum(added) > settings.MATTER_BYTES:
        raise refusal("no_room", limit=settings.MATTER_BYTES)


def _taken(matter: Matter) -> tuple[int, int]:
    if matter._state.adding:
        return 0, 0
    found = matter.files.aggregate(count=Count("pk"), size=Coalesce(Sum("size"), 0))
    return found["count"], found["size"]
