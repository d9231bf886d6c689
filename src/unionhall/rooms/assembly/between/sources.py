"""Where promises come from: an answer to a question, the answer to a motion, or a meeting."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.places.tree import lineage
from unionhall.kernel.procedures.declaration import procedure_of

MOST = 20
ASKED = ("question", "motion")
HELD = ("sitting", "over", "escalated", "reported")


def recent(path: str) -> list[Matter]:
    """The latest of them at the place with that path and above it, the newest first."""
    here = Matter.objects.filter(room="assembly", place_path__in=lineage(path))
    answered = Q(kind__in=ASKED, closed_at__isnull=False, state__contains="answer")
    held = Q(kind="meeting", state__in=HELD)
    return list(here.filter(answered | held).select_related("place").order_by("-changed_at", "-pk")[:MOST])


def named(matters: Iterable[Matter]) -> Iterator[tuple[Matter, Any]]:
    """Each with its title and reference."""
    for matter in matters:
        words = {"title": title_of(matter), "reference": matter.reference}
        yield matter, _("%(title)s (%(reference)s)") % words


def title_of(matter: Matter) -> Any:
    """What a list calls it."""
    return getattr(matter, procedure_of(matter).detail.accessor()).title
