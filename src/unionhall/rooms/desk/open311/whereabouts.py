"""Where something is: a point, an address or a building, and the place that answers for it."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from unionhall.kernel.places.locate import locate
from unionhall.kernel.places.models import Building, Place
from unionhall.rooms.desk.open311 import reading
from unionhall.rooms.desk.open311.errors import Wrong

LONGEST_ADDRESS = 200
Point = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A spot as it was said, in WGS84 degrees and in words, and the place that answers for it."""

    place: Place
    address: str = ""
    lat: float | None = None
    long: float | None = None


def read_whereabouts(fields: QueryDict) -> Whereabouts:
    """By `address_id`, a building of the hall; else by `address_string`, or by `lat` and `long`.

    What lies outside every area is for the level above. Wrong if nothing of it is given or is not valid.
    """
    if address_id := reading.text(fields, "address_id", longest=40):
        return _building(address_id)
    address = reading.text(fields, "address_string", longest=LONGEST_ADDRESS)
    lat, long = _point(fields)
    if not address and lat is None:
        raise Wrong(_("A location is required: lat and long, address_string or address_id."))
    return Whereabouts(locate(address=address, lat=lat, long=long).place, address, lat, long)


def _building(address_id: str) -> Whereabouts:
    if address_id.isascii() and address_id.isdigit() and len(address_id) <= 18:
        building = Building.objects.select_related("place").filter(pk=int(address_id)).first()
        if building and building.place.is_open():
            return Whereabouts(building.place, building.name)
    raise Wrong(_("address_id was not found."))


def _point(fields: QueryDict) -> Point:
    lat = reading.text(fields, "lat", longest=40)
    long = reading.text(fields, "long", longest=40)
    if not lat and not long:
        return None, None
    if not (lat and long):
        raise Wrong(_("lat and long are required together."))
    degrees = reading.number(lat, "lat", least=-90, most=90)
    return degrees, reading.number(long, "long", least=-180, most=180)
