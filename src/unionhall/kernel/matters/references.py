"""References: what people quote for a matter, such as D-2026-000123."""

import re
import unicodedata

from unionhall.kernel.rooms import room, rooms

_SHAPE = re.compile(r"([A-Z]{1,3})-(\d{4})-(\d{6,12})")


def compose(room_label: str, year: int, number: int) -> str:
    """The reference of a matter: its room's letter, the year it was opened, its number."""
    return f"{room(room_label).letter}-{year}-{number:06d}"


def parse(text: str) -> tuple[str, int, int] | None:
    """(room label, year, number) of a reference as people type it, or None if it isn't one."""
    match = _SHAPE.fullmatch(unicodedata.normalize("NFKC", text).upper().replace(" ", ""))
    if not match:
        return None
    letter, year, number = match.groups()
    label = next((each.label for each in rooms() if each.letter == letter), None)
    return (label, int(year), int(number)) if label else None
