"""What a place is called that a log names by its mark."""

import re
from collections.abc import Iterable

from unionhall.kernel.places.models import Place

_MARK = re.compile(r"#(\d{1,18})")


def names_of(marks: Iterable[str]) -> dict[str, str]:
    """The name by each mark, in the language that is spoken; what is no mark of a place names itself."""
    read = {mark: _MARK.fullmatch(mark) for mark in marks}
    places = Place.objects.in_bulk({int(found[1]) for found in read.values() if found})
    known = {place.logged_as: str(place) for place in places.values()}
    return {mark: known.get(mark, mark) for mark in read}
