"""A small union that tests live in: two branches, three areas, and people with and without offices."""

from dataclasses import dataclass
from typing import Any

from unionhall.kernel.people.models import Membership, Office, Person
from unionhall.kernel.places.models import Place
from unionhall.rooms.desk.models import Request, Service, ServiceVersion, Window


@dataclass
class Town:
    """Places, people by what they are, and one service.

    The mill has the areas `north` and `south`; nobody answers for `harbour_area` but the union above it.
    """

    union: Place
    mill: Place
    north: Place
    south: Place
    harbour: Place
    harbour_area: Place
    member: Person
    neighbour: Person
    steward: Person
    volunteer: Person
    caseworker: Person
    mill_coordinator: Person
    coordinator: Person
    quality_officer: Person
    auditor: Person
    chair: Person
    administrator: Person
    register_keeper: Person
    outsider: Person
    service: ServiceVersion

    def request(self, **fields: Any) -> Request:
        """A request that was not sent yet."""
        values = {
            "description": "The shuttle bus has not come for three days.",
            "channel": Request.Channel.WEB,
        }
        return Request(service=self.service, **{**values, **fields})

    def ask(self, member: Person | None = None, area: Place | None = None, **arguments: Any) -> Any:
        """A request that the member (or another) has just made, at the north area unless told."""
        from unionhall.rooms.desk.procedure import asking

        asker = member or self.member
        matter = asking.new_matter(self.service, area or self.north, subject=asker)
        fields = {name: arguments.pop(name) for name in ("description", "channel") if name in arguments}
        return asking.ask(matter, actor=asker, request=self.request(**fields), **arguments)


def person(name: str, place: Place, role: str = "", *, member: bool = True) -> Person:
    """A person called so, a member of the place and, with a role, an officer there."""
    slug = name.lower().replace(" ", ".").replace("'", "")
    made = Person.objects.create_user(f"{slug}@town.example", None, name=name)
    if member:
        Membership.objects.create(person=made, place=place)
    if role:
        Office.objects.create(person=made, place=place, role=role)
    return made


def service(code: str, title: str, **fields: Any) -> ServiceVersion:
    """A service on offer, in a window called `general`."""
    window, _new = Window.objects.get_or_create(code="general", defaults={"title": {"en": "General"}})
    made = Service.objects.create(code=code, window=window)
    version = ServiceVersion.objects.create(service=made, number=1, title={"en": title}, **fields)
    made.current = version
    made.save()
    return version


def build() -> Town:
    """The town, in the database."""
    union = Place.objects.add(
        None,
        kind="union",
        name={"en": "Town Union"},
        time_zone="Europe/London",
        calendar="GB-ENG",
        rule_pack="generic",
    )
    mill = Place.objects.add(union, kind="branch", name={"en": "Mill"})
    harbour = Place.objects.add(union, kind="branch", name={"en": "Harbour"})
    north = Place.objects.add(mill, kind="area", name={"en": "North"})
    south = Place.objects.add(mill, kind="area", name={"en": "South"})
    return Town(
        union=union,
        mill=mill,
        north=north,
        south=south,
        harbour=harbour,
        harbour_area=Place.objects.add(harbour, kind="area", name={"en": "Quay"}),
        member=person("Mei O'Neill", north),
        neighbour=person("Bola Ade", north),
        steward=person("Sam Steward", north, "steward"),
        volunteer=person("Vera Volunteer", south, "volunteer"),
        caseworker=person("Cai Worker", mill, "caseworker"),
        mill_coordinator=person("Mo Coordinator", mill, "coordinator"),
        coordinator=person("Uma Coordinator", union, "coordinator"),
        quality_officer=person("Quinn Officer", union, "quality_officer"),
        auditor=person("Audie Tor", union, "auditor"),
        chair=person("Chia Chair", union, "chair"),
        administrator=person("Ada Min", union, "administrator"),
        register_keeper=person("Reg Keeper", mill, "register_keeper"),
        outsider=person("Otto Sider", harbour),
        service=service("transport", "Getting to work"),
    )
