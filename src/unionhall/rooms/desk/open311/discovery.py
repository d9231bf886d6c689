"""Service discovery: where this interface is, what it speaks, and how to get a key."""

from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest
from django.utils.translation import gettext as _

from unionhall.kernel.places.models import Place
from unionhall.rooms.desk.models import ServiceVersion
from unionhall.rooms.desk.open311.rendering import Document, Several

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
FORMATS = ("text/xml", "application/json")
BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)


def discover(request: HttpRequest) -> Document:
    """The one endpoint there is; its changeset rises with every change of the catalogue."""
    changeset = _changeset()
    endpoint = {
        "specification": SPECIFICATION,
        "url": f"{settings.HALL_ADDRESS}/open311/v2",
        "changeset": changeset,
        "type": "production",
        "formats": Several("format", FORMATS),
    }
    return Document(
        "discovery",
        {
            "changeset": changeset,
            "contact": _contact(),
            "key_service": _("Ask the union that runs this hall for a key: %s") % settings.HALL_ADDRESS,
            "endpoints": Several("endpoint", [endpoint]),
        },
    )


def _changeset() -> str:
    latest = ServiceVersion.objects.aggregate(latest=Max("made_at"))["latest"] or BEFORE_ALL
    return latest.astimezone(UTC).isoformat(timespec="seconds")


def _contact() -> str:
    """The hall's first place, and how to reach it."""
    root = Place.objects.roots().order_by("path").first()
    known = (str(root.name), root.telephone, root.contact) if root else ()
    return ", ".join(text for text in (*known, settings.HALL_ADDRESS) if text)
