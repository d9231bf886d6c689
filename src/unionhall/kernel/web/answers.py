"""Who answers at each place: officers by name, the nearest first."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _

from unionhall.kernel.people.models import Office
from unionhall.kernel.people.roles import all_roles
from unionhall.kernel.places.models import Place
from unionhall.kernel.places.tree import lineage
from unionhall.kernel.rooms import rooms


@dataclass(frozen=True)
class Answers:
    """All who answer today, by the path of their place, in one query."""

    handlers: dict[str, list[Office]]
    coordinators: dict[str, list[Office]]

    @classmethod
    def today(cls) -> Self:
        answering = [room for room in rooms() if room.answers]
        handling = {role for room in answering for role in room.handled_by}
        coordinating = {role for room in answering for role in room.coordinated_by}
        found: tuple[dict[str, list[Office]], ...] = (defaultdict(list), defaultdict(list))
        held = Office.objects.current().filter(role__in=handling | coordinating, person__is_active=True)
        for office in held.select_related("person", "place").order_by("pk"):
            found[office.role not in handling][office.place.path].append(office)
        return cls(*found)

    def nearby(self, place: Place) -> list[dict[str, Any]]:
        """Who handles what is asked here: the place's own people, then the staff one level up."""
        if place.kind != Place.Kind.AREA:
            return [_line(office) for office in self._at(place.path)]
        if not self.handlers.get(place.path):
            return []
        near = reversed(lineage(place.path)[-2:])
        return [_line(office, beside=place) for path in near for office in self.handlers.get(path, ())]

    def above(self, place: Place) -> str:
        """Who takes what is asked at a place without people of its own; empty if there is no one."""
        for path in reversed(lineage(place.path)[:-1]):
            for office in self._at(path):
                return _("%(name)s, %(office)s") % {"name": office.person.name, "office": str(office)}
        return ""

    def _at(self, path: str) -> list[Office]:
        return [*self.handlers.get(path, ()), *self.coordinators.get(path, ())]


def _line(office: Office, beside: Place | None = None) -> dict[str, Any]:
    title = office.title if beside is None or office.place_id == beside.pk else str(office)
    role = all_roles().get(office.role)
    shown = _("%(office)s, paid staff") % {"office": title} if role and role.paid else title
    return {"name": office.person.name, "office": shown}
