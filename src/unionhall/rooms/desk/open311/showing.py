"""Public requests as GeoReport shows them: where they stand, never who asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from unionhall.kernel.matters.models import Deadline, Matter
from unionhall.kernel.places.models import Place
from unionhall.kernel.places.tree import lineage
from unionhall.kernel.procedures.declaration import procedure_of
from unionhall.rooms.desk.models import Request, ServiceVersion
from unionhall.rooms.desk.open311.rendering import Document, Several


@dataclass(frozen=True, slots=True)
class Page:
    """Matters with what is shown of them, read in as many queries however many they are."""

    matters: Sequence[Matter]
    details: dict[int, Request]
    services: dict[int, ServiceVersion]
    places: dict[str, Place]
    promised: dict[int, datetime | None]


def show(matters: Iterable[Matter]) -> Document:
    """These matters as `service_requests`; the caller has seen to it that they are public."""
    page = _read(list(matters))
    shown = [_fields(matter, page) for matter in page.matters]
    return Document("service_requests", Several("request", shown))


def _read(matters: list[Matter]) -> Page:
    details = Request.objects.in_bulk([matter.pk for matter in matters])
    versions = ServiceVersion.objects.only("title")
    paths = {path for matter in matters for path in lineage(matter.place_path)}
    return Page(
        matters,
        details,
        versions.in_bulk({detail.service_id for detail in details.values()}),
        {place.path: place for place in Place.objects.filter(path__in=paths)},
        dict(
            Deadline.objects.filter(matter__in=matters, state="")
            .order_by("pk")
            .values_list("matter_id", "due_at")
        ),
    )


def _fields(matter: Matter, page: Page) -> dict[str, Any]:
    detail, state = page.details[matter.pk], procedure_of(matter).states[matter.state]
    zone = _zone(matter, page)
    return {
        "service_request_id": matter.reference,
        "status": "open" if matter.is_open else "closed",
        "status_notes": str(state.title),
        "service_name": str(page.services[detail.service_id].title),
        "service_code": matter.kind,
        "description": detail.description or None,
        "agency_responsible": str(page.places[matter.place_path].name),
        "service_notice": str(state.next_step) or None,
        "requested_datetime": _instant(matter.opened_at, zone),
        "updated_datetime": _instant(matter.closed_at or matter.changed_at, zone),
        "expected_datetime": _instant(page.promised.get(matter.pk), zone),
        "address": detail.address or None,
        "address_id": None,
        "zipcode": None,
        "lat": detail.lat,
        "long": detail.long,
        "media_url": detail.media_url or None,
    }


def _zone(matter: Matter, page: Page) -> ZoneInfo:
    """The zone of the nearest place that has one of its own."""
    names = (page.places[path].time_zone for path in reversed(lineage(matter.place_path)))
    return ZoneInfo(next(name for name in names if name))


def _instant(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return moment.astimezone(zone).isoformat(timespec="seconds") if moment else None
