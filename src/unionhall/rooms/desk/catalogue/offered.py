"""What is on offer now, kept in memory and loaded again only after a change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db import connection

from unionhall.database.questions import Statement, ask
from unionhall.rooms.desk.models import Service, ServiceVersion


@dataclass(frozen=True, eq=False)
class Shelf:
    """The catalogue as it stood under a mark; no other is equal to it."""

    mark: tuple[Any, ...]
    versions: tuple[ServiceVersion, ...]


Marks: TypeAlias = Sequence[tuple[Any, ...]]
_kept: Shelf | None = None


def offered() -> tuple[ServiceVersion, ...]:
    """The current version of each service that takes requests, window by window; one short query."""
    return shelf().versions


def find_offered(code: str, marks: Marks | None = None) -> ServiceVersion | None:
    """The current version of the service with that code, or None where it is not on offer."""
    return next((version for version in shelf(marks).versions if version.service.code == code), None)


def shelf(marks: Marks | None = None) -> Shelf:
    """What is on offer; `marks` is what `MARK` was answered."""
    global _kept  # noqa: PLW0603 - one shelf for all threads of the process
    (answer,) = marks or ask(MARK)[0]
    mark, kept = (connection.settings_dict["NAME"], *answer), _kept
    if kept is None or kept.mark != mark:
        kept = _kept = _load(mark)
    return kept


# Different after each change: a new version has a new key and time, a retired service is not counted, and the
# journal of a window grows.
MARK = Statement("""
    SELECT count(*), sum(service.id), sum(version.id), max(version.made_at), max(shelf.order),
        sum(shelf.journal_length)
    FROM desk_service service
    JOIN desk_window shelf ON shelf.id = service.window_id
    LEFT JOIN desk_serviceversion version ON version.id = service.current_id
    WHERE service.retired_on IS NULL
""")


def _load(mark: tuple[Any, ...]) -> Shelf:
    on_offer = ServiceVersion.objects.filter(
        service__current__isnull=False, service__retired_on=None, pk__in=Service.objects.values("current")
    )
    in_order = on_offer.select_related("service__window").order_by(
        "service__window__order", "service__window__code", "service__pk"
    )
    return Shelf(mark, tuple(in_order))
