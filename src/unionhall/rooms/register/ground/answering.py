"""Where an address belongs, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from unionhall.kernel.places.locate import Found
from unionhall.kernel.places.models import Street
from unionhall.rooms.register.ground.writing import Stretch


@dataclass(frozen=True, slots=True)
class Answer:
    """The place that takes an address, and why."""

    place: str
    kind: str
    why: str


def answer(found: Found) -> Answer:
    """What a page says of it."""
    return Answer(str(found.place), str(found.place.get_kind_display()), _why(found))


def in_words(stretch: Stretch) -> str:
    """A street as a list says it: “Canal Street, 1–99, odd numbers”; an open end is …"""
    numbers = "–".join("…" if end is None else str(end) for end in (stretch.from_number, stretch.to_number))
    numbers = "" if numbers == "…–…" else numbers
    parity = "" if stretch.parity == Street.Parity.ALL else str(Street.Parity(stretch.parity).label)
    return _(", ").join(each for each in (stretch.name, numbers, parity) if each)


def _why(found: Found) -> str:
    if not found.is_number_read:
        return _("Its house number isn't understood, so only a place that has the whole street takes it.")
    if found.how == "building":
        return _("A building in it belongs there.")
    if found.how == "street":
        return _("Its street and house number belong there.")
    return _("No place below has it for itself alone, so the level above takes it.")
