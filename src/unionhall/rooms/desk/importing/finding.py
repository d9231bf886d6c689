"""The service and the place that a line names, found by name and made where there is none."""

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures import packs
from unionhall.kernel.things import changing
from unionhall.kernel.words import Words
from unionhall.rooms.desk.importing.maps import Map, NewServices
from unionhall.rooms.desk.importing.sources import Unreadable
from unionhall.rooms.desk.models import Service, ServiceVersion, Window
from unionhall.rooms.desk.procedure import asking

LONGEST_CODE = 60


class Finder:
    """What was found already, kept for the whole import; an import makes a few hundred at most."""

    def __init__(self, the_map: Map) -> None:
        self.map = the_map
        self.services = _services()
        self.codes = set(Service.objects.values_list("code", flat=True))
        with transaction.atomic():  # a place where nobody would answer is not made
            self.below = _below(the_map)
            asking.first_contact_at(self.below)
        packs.version_id(self.below.pack)  # recorded once, before the first chunk's transaction
        self.areas = _named(self.below)
        self.beginnings: dict[tuple[int, str], Matter] = {}

    def service(self, name: str) -> ServiceVersion:
        """The version on offer of the service of that name; a new one if the catalogue has none."""
        known = self.services.get(name.casefold())
        if known is None:
            known = _new_service(name, _code(name, self.codes), self.map.services)
            self.services[name.casefold()] = known
            self.codes.add(known.service.code)
        return known

    def area(self, name: str) -> Place:
        """The area of that name; without a name the place above all areas."""
        if not name:
            return self.below
        known = self.areas.get(name.casefold())
        if known is None:
            known = Place.objects.add(self.below, kind=Place.Kind.AREA, name={settings.LANGUAGE_CODE: name})
            self.areas[name.casefold()] = known
        return known

    def matter(self, service: ServiceVersion, area: Place) -> Matter:
        """A matter that has not begun, with the area's first contact, who is asked for once a chunk."""
        key = (area.pk, service.level)
        if key not in self.beginnings:
            self.beginnings[key] = asking.new_matter(service, area, subject=None)
        first = self.beginnings[key]
        return Matter(kind=service.service.code, place=first.place, handler=first.handler)

    def begin_chunk(self) -> None:
        """Ask anew who answers, since several take turns."""
        self.beginnings.clear()


def _services() -> dict[str, ServiceVersion]:
    on_offer = ServiceVersion.objects.filter(service__current=F("pk"), service__retired_on=None)
    return {
        title.casefold(): version
        for version in on_offer.select_related("service")
        for title in version.title.values()
    }


def _code(name: str, taken: set[str]) -> str:
    """A code of the catalogue for a name, with a number where two names would have the same."""
    plain = slugify(name, allow_unicode=True)[:LONGEST_CODE] or "service"
    numbered = (f"{plain[: LONGEST_CODE - 5]}-{number}" for number in range(2, 10_000))
    return plain if plain not in taken else next(code for code in numbered if code not in taken)


def _new_service(name: str, code: str, like: NewServices) -> ServiceVersion:
    window = Window.objects.filter(code=like.window_code).first() or changing.add(
        Window, like.window_code, {"title": Words(like.window_title), "order": 900}, actor=HALL
    )
    said = {"window": window, "title": Words({settings.LANGUAGE_CODE: name}), "public": like.public}
    promise = {"amount": like.amount, "unit": like.unit}
    version = changing.add(Service, code, {**said, **promise}, actor=HALL).current
    assert version is not None
    return version


def _below(the_map: Map) -> Place:
    """The place that the map names, made below the hall's first root if it isn't there."""
    wanted = the_map.below["name"]
    found: Place | None = next((each for each in Place.objects.all() if wanted in each.name.values()), None)
    root: Place | None = Place.objects.roots().first()
    if found:
        return found
    if root is None:
        raise Unreadable("the hall has no place yet: add the federation or union first")
    fields = {name: value for name, value in the_map.below.items() if name not in ("name", "kind")}
    made: Place = Place.objects.add(
        root, kind=the_map.below["kind"], name={settings.LANGUAGE_CODE: wanted}, **fields
    )
    return made


def _named(below: Place) -> dict[str, Place]:
    """Places under the given one by each of their names."""
    places = Place.objects.within(below).exclude(pk=below.pk)
    return {name.casefold(): place for place in places for name in place.name.values()}
