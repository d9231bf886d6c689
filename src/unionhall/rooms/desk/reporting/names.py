"""What reports call services and places."""

from typing import Any

from django.db.models import F

from unionhall.kernel.places.models import Place
from unionhall.rooms.desk.models import ServiceVersion


def services(*, public_only: bool = False) -> dict[str, Any]:
    """Titles of all services, also retired ones, by code."""
    current = ServiceVersion.objects.filter(service__current=F("pk"))
    if public_only:
        current = current.filter(public=True)
    return {version.service.code: version.title for version in current.select_related("service")}


def places(below: str = "") -> dict[str, Place]:
    """Places at and below a path, by path."""
    return {place.path: place for place in Place.objects.filter(path__startswith=below)}
