"""Which services other programs can use, and whose requests everybody may read."""

from collections import defaultdict
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.rooms.desk.models import Service, ServiceVersion
from unionhall.rooms.desk.open311.errors import NotFound


def on_offer() -> list[Service]:
    """The services that take requests today, in the catalogue's order, each with its version and window."""
    return list(_taking_requests().select_related("current", "window"))


def version_on_offer(code: str) -> ServiceVersion:
    """The version that a new request would begin with; NotFound if the service is unknown or retired."""
    current = _taking_requests().filter(code=code).order_by().values("current")
    version = ServiceVersion.objects.filter(pk__in=current).first()
    if version is None:
        raise NotFound(_("service_code %s was not found.") % code)
    return version


def of_public_services(codes: list[str]) -> Q:
    """Which matters everybody may read: those of these public services, of all of them without codes.

    A request counts as public if the version that it began with was, and the service still is today. As long
    as a service was public in all its versions, the spine alone says so. NotFound for any other code.
    """
    versions = _versions_of_public_services()
    if unknown := [code for code in codes if code not in versions]:
        raise NotFound(_("service_code %s was not found.") % unknown[0])
    chosen = {code: versions[code] for code in codes} if codes else versions
    always = [code for code, numbers in chosen.items() if all(numbers.values())]
    found = Q(kind__in=always)
    for code in chosen.keys() - set(always):
        public = [pk for pk, is_public in chosen[code].items() if is_public]
        found |= Q(kind=code, request__service__in=public)
    return found


def _versions_of_public_services() -> dict[str, dict[int, bool]]:
    """By the service's code, each version and whether it is public."""
    rows = ServiceVersion.objects.filter(service__current__public=True)
    versions: dict[str, dict[int, bool]] = defaultdict(dict)
    for code, pk, is_public in rows.values_list("service__code", "pk", "public"):
        versions[code][pk] = is_public
    return versions


def _taking_requests() -> QuerySet[Service, Any]:
    is_open = Q(retired_on=None) | Q(retired_on__gt=timezone.localdate())
    return Service.objects.filter(is_open, current__isnull=False)
