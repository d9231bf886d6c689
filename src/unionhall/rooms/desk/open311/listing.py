"""GET requests: the public ones, filtered and by page, or one of them by its number."""

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kernel.daily.rounds import hall_zone
from unionhall.kernel.matters import references
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.querysets import MatterQuerySet
from unionhall.kernel.procedures.promises import end_of_day
from unionhall.rooms.desk.open311 import reading
from unionhall.rooms.desk.open311.errors import NotFound, Wrong
from unionhall.rooms.desk.open311.offering import of_public_services
from unionhall.rooms.desk.open311.rendering import Document, Several
from unionhall.rooms.desk.open311.showing import show

SPAN = timedelta(days=90)
MOST = 1_000
LAST_PAGE = 100_000
STATUSES = {"open": Q(closed_at__isnull=True), "closed": Q(closed_at__isnull=False)}


def list_some(request: HttpRequest) -> Document:
    """Public requests, the newest first.

    `service_request_id` overrides every other filter; without it a span of at most 90 days is read.
    """
    fields = request.GET
    if numbers := reading.codes(fields, "service_request_id", most=MOST):
        return show(_numbered(numbers))
    size = reading.whole(fields, "page_size", default=MOST, most=MOST)
    begin = (reading.whole(fields, "page", default=1, most=LAST_PAGE) - 1) * size
    found = _public(reading.codes(fields, "service_code")).filter(_opened(fields), _status(fields))
    return show(found.order_by("-opened_at", "-pk")[begin : begin + size])


def show_one(request: HttpRequest, number: str) -> Document:
    """One public request; a private one is not found, just as one that doesn't exist."""
    return show([_find(number)])


def resolve(request: HttpRequest, token: str) -> Document:
    """The number behind a token. The hall gives numbers at once, so each number is its own token."""
    number = _find(token).reference
    return Document("service_requests", Several("request", [{"service_request_id": number, "token": token}]))


def _find(number: str) -> Matter:
    found = _numbered([number])
    if not found:
        raise NotFound(_("%s was not found.") % number)
    return found[0]


def _numbered(numbers: list[str]) -> list[Matter]:
    """The public matters among those with these references."""
    parsed = [references.parse(number) for number in numbers]
    keys = [each[2] for each in parsed if each]
    asked = {number.upper() for number in numbers}
    found = _public().filter(pk__in=keys).order_by("-opened_at", "-pk")
    return [matter for matter in found if matter.reference in asked]


def _public(codes: list[str] | None = None) -> MatterQuerySet:
    """The desk's matters that everybody may read, of these services or of all."""
    return Matter.objects.filter(of_public_services(codes or []), room="desk")


def _opened(fields: QueryDict) -> Q:
    """From `start_date` to `end_date`, both included; without one, 90 days from the other or until now.

    A day, or a month, is that of the hall's own zone, and as an end it is included to its last moment.
    """
    start, end = _bound(fields, "start_date"), _bound(fields, "end_date", is_end=True)
    if start and end:
        if end < start or (end - start).days > SPAN.days:
            raise Wrong(_("start_date and end_date may not be more than 90 days apart, and in this order."))
    elif start:
        end = start + SPAN
    else:
        start = (end or timezone.now()) - SPAN
    return Q(opened_at__gte=start) & (Q(opened_at__lte=end) if end else Q())


def _bound(fields: QueryDict, name: str, *, is_end: bool = False) -> datetime | None:
    value = reading.text(fields, name, longest=40)
    if found := reading.days(value):
        zone = hall_zone()
        return end_of_day(found[1], zone) if is_end else datetime.combine(found[0], time.min, zone)
    return reading.instant(value, name) if value else None


def _status(fields: QueryDict) -> Q:
    asked = set(reading.codes(fields, "status"))
    if unknown := asked - STATUSES.keys():
        raise Wrong(_("status is open or closed, not %s.") % sorted(unknown)[0])
    return STATUSES[asked.pop()] if len(asked) == 1 else Q()
