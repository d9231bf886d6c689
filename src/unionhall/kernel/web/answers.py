"""Who answers at each place: officers by name, the nearest first."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.database.questions import Gap, Question, ask, is_any
from unionhall.kernel.people.models import Office
from unionhall.kernel.people.roles import all_roles
from unionhall.kernel.places.models import Place
from unionhall.kernel.places.tree import lineage
from unionhall.kernel.rooms import rooms

HELD_AT = Question(
    lambda: (
        Office.objects.filter(is_any("place__path", "paths"), person__is_active=True)
        .current(on=Gap("day"))
        .select_related("person", "place")
        .order_by("pk")
    )
)


@dataclass(frozen=True)
class Answers:
    """All who answer today, by the path of their place, in one query."""

    handlers: dict[str, list[Office]]
    coordinators: dict[str, list[Office]]

    @classmethod
    def today(cls) -> Self:
        """Wherever they are."""
        handling, coordinating = _roles()
        held = Office.objects.current().filter(role__in=handling | coordinating, person__is_active=True)
        return cls._of(held.select_related("person", "place").order_by("pk"))

    @classmethod
    def at(cls, paths: Collection[str]) -> Self:
        """Those at the places with these paths."""
        (held,) = ask(HELD_AT(paths=list(paths), day=timezone.localdate()))
        answering = set().union(*_roles())
        return cls._of(office for office in held if office.role in answering)

    @classmethod
    def _of(cls, held: Iterable[Office]) -> Self:
        handling, _coordinating = _roles()
        found: tuple[dict[str, list[Office]], ...] = (defaultdict(list), defaultdict(list))
        for office in held:
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


def _roles() -> tuple[set[str], set[str]]:
    """The roles that handle, and those that coordinate, in the rooms that answer."""
    answering = [room for room in rooms() if room.answers]
    handling = {role for room in answering for role in room.handled_by}
    return handling, {role for room in answering for role in room.coordinated_by}


def _line(office: Office, beside: Place | None = None) -> dict[str, Any]:
    title = office.title if beside is None or office.place_id == beside.pk else str(office)
    role = all_roles().get(office.role)
    shown = _("%(office)s, paid staff") % {"office": title} if role and role.paid else title
    return {"name": office.person.name, "office": shown}
