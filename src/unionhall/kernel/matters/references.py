"""References: what people quote for a matter, such as D-2026-000123."""

import re
import unicodedata

from unionhall.kernel.rooms import room, rooms

_PART = re.compile(r"(?:([A-Z]{1,3})-?)?(?:(\d{4})-)?(\d{1,12})")
_SHAPE = re.compile(r"([A-Z]{1,3})-(\d{4})-(\d{6,12})")


def compose(room_label: str, year: int, number: int) -> str:
    """The reference of a matter: its room's letter, the year it was opened, its number."""
    return f"{room(room_label).letter}-{year}-{number:06d}"


def parse(text: str) -> tuple[str, int, int] | None:
    """(room label, year, number) of a reference as people type it, or None if it isn't one."""
    match = _SHAPE.fullmatch(_plain(text))
    if not match:
        return None
    letter, year, number = match.groups()
    label = next((each.label for each in rooms() if each.letter == letter), None)
    return (label, int(year), int(number)) if label else None


def number_in(text: str) -> int | None:
    """The number of what may be the end of a reference, or one without its year or zeros."""
    match = _PART.fullmatch(_plain(text))
    return int(match[3]) if match else None


def may_be(reference: str, text: str) -> bool:
    """Whether the text is a part of that reference, see `number_in`; what it leaves out may be anything."""
    match, whole = _PART.fullmatch(_plain(text)), _SHAPE.fullmatch(reference)
    if not match or not whole:
        return False
    letter, year, number = match.groups()
    return letter in (None, whole[1]) and year in (None, whole[2]) and int(number) == int(whole[3])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).upper().replace(" ", "")
