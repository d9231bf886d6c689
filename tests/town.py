"""A small union that tests live in: two branches, three areas, and people with and without offices."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from unionhall.kernel.people.models import Membership, Office, Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.rooms import rooms


@dataclass
class Town:
    """Places, people by what they are, and by its label what a room brings along in its `tests/town.py`.

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
    rooms: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, label: str) -> Any:
        """What the room of that label brought along, such as `town.desk`."""
        if label not in vars(self).get("rooms", ()):
            raise AttributeError(label)
        self.rooms[label].town = self
        return self.rooms[label]


def person(name: str, place: Place, role: str = "", *, member: bool = True) -> Person:
    """A person called so, a member of the place and, with a role, an officer there."""
    slug = name.lower().replace(" ", ".").replace("'", "")
    made = Person.objects.create_user(f"{slug}@town.example", None, name=name)
    if member:
        Membership.objects.create(person=made, place=place)
    if role:
        Office.objects.create(person=made, place=place, role=role)
    return made


def furnishing() -> Iterator[tuple[str, ModuleType]]:
    """What the rooms bring along, by their labels."""
    for room in rooms():
        if found := room.part("tests.town"):
            yield room.label, found


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
    town = Town(
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
    )
    town.rooms = {label: room.Furniture() for label, room in furnishing()}
    return town
