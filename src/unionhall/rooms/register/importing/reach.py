"""The places that somebody may write to, found by code or by name."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from unionhall.kernel.places.models import Place
from unionhall.kernel.places.tree import lineage
from unionhall.kernel.procedures.calendars import calendar
from unionhall.kernel.sheets.cells import Unusable, shown

PARTS = re.compile(r"\s*(?:[/>›→|]|::)\s*")
SHOWN = 3  # places that a message names


class Reach:
    """Some places with everything below them, or with none given the whole hall; read once for a file."""

    def __init__(self, tops: Sequence[Place] = ()) -> None:
        everywhere = {place.path: place for place in Place.objects.order_by("path")}
        self.is_everything = not tops
        self.everywhere = everywhere
        self.tops = list(tops) or [place for place in everywhere.values() if place.parent_id is None]
        self.paths = tuple(top.path for top in tops)
        self.places: list[Place] = []
        self._by_code: dict[str, Place] = {}
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        for place in list(everywhere.values()):
            if self.covers(place.path) and place.is_open():
                self.add(place)

    def covers(self, path: str) -> bool:
        return self.is_everything or path.startswith(self.paths)

    def add(self, place: Place) -> None:
        """Let a place be found, also one that was made by the file itself."""
        self.everywhere[place.path] = place
        self.places.append(place)
        if place.code:
            self._by_code[_folded(place.code)] = place
        for name in {_folded(name) for name in place.name.values() if name}:
            self._by_name[name].append(place)

    @property
    def only(self) -> Place | None:
        """The one place there is to choose, if it is one."""
        return self.places[0] if len(self.places) == 1 else None

    def with_code(self, code: str) -> Place | None:
        return self._by_code.get(_folded(code))

    def find(self, text: str) -> Place:
        """The one place with that code, name, or path of names from above; Unusable for none or several."""
        if known := self.with_code(text):
            return known
        found = self._called(text)
        if not found:
            raise Unusable(
                _("There is no “%(text)s” here. Write a name as the hall has it, or a code.")
                % {"text": shown(text)}
            )
        if len(found) > 1:
            examples = "; ".join(self.path_of(place) for place in found[:SHOWN])
            raise Unusable(
                _("“%(text)s” could be several. Write which one: %(places)s.")
                % {"text": shown(text), "places": examples}
            )
        return found[0]

    def path_of(self, place: Place) -> str:
        """The names from the first place below the root down to this one, as `find` reads them."""
        names = [str(self.everywhere[path]) for path in lineage(place.path)]
        return " / ".join(names[1:] or names)

    def country_of(self, place: Place) -> str:
        """The country whose telephone numbers are written there without their prefix."""
        above = (self.everywhere[path].calendar for path in reversed(lineage(place.path)))
        return next((calendar(code).country for code in above if code), "")

    def _called(self, text: str) -> list[Place]:
        whole = self._by_name.get(_folded(text))
        if whole:
            return whole
        *above, last = [_folded(part) for part in PARTS.split(text)]
        return [place for place in self._by_name.get(last, ()) if self._stands_below(place, above)]

    def _stands_below(self, place: Place, names: list[str]) -> bool:
        """Whether these names are found above it, in this order, others between them or not."""
        waiting = list(names)
        for path in reversed(lineage(place.path)[:-1]):
            if waiting and waiting[-1] in {_folded(name) for name in self.everywhere[path].name.values()}:
                waiting.pop()
        return not waiting


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
