"""Guesses at an encoding, the likeliest first."""

import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Iterator
from itertools import accumulate, takewhile
from typing import NamedTuple

from unionhall.kernel.encodings.known import KNOWN
from unionhall.kernel.encodings.weighing import weight

MARKS = (
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF32_LE, "utf-32"),
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)
PLAIN_CONTROLS = frozenset("\t\n\r\f")
LOOKED_AT = 64 * 1024  # bytes
SHOWN_LINES, SHOWN_SIGNS, SHOWN_BEFORE = 5, 100, 30
ENOUGH = 12  # bytes outside ASCII, fewer of which say nothing for certain
SURE, NO_RIVAL = 0.9, 0.7
OWN_TONGUE = 0.05
MESS = 0.4  # half of it, as the library has it, takes short lists of Chinese words for no text
MOST = 6  # readings that somebody can compare


class Guess(NamedTuple):
    """One reading.

    Attributes:
        encoding: a name that Python knows. text_sample: some lines as they would be read, those on which it
            depends. is_certain: no other reading comes near.
    """

    encoding: str
    text_sample: str
    is_certain: bool


class _Reading(NamedTuple):
    encoding: str
    text: str
    weight: float


def guesses(content: bytes, tongue: str = "") -> list[Guess]:
    """The ways in which a text can be read, the likeliest first; none if it is no text.

    Args:
        tongue: the reader's language as Django names it: which of two readings they are likelier to bring.
    """
    if encoding := _unicode(content):
        return [Guess(encoding, _shown(content.decode(encoding)), is_certain=True)]
    telling = _telling(content)
    distinct: dict[str, _Reading] = {}
    for reading in sorted(_readings(content, telling), key=lambda each: _unlikelihood(each, tongue)):
        distinct.setdefault(reading.text, reading)
    found = [*distinct.values()]
    is_certain = _is_certain(found, telling)
    offered = found[: 1 if is_certain else MOST]
    return [Guess(each.encoding, _shown(each.text), is_certain) for each in offered]


def decoded(content: bytes, tongue: str = "") -> str | None:
    """The text, where its encoding is certain."""
    found = guesses(content, tongue)
    return content.decode(found[0].encoding) if found and found[0].is_certain else None


def _unicode(content: bytes) -> str:
    """The encoding of a text in Unicode that says so itself; UTF-8 needs no mark."""
    marked = next((encoding for mark, encoding in MARKS if content.startswith(mark)), "utf-8")
    return marked if _can_be_read(content, marked) else ""


def _can_be_read(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _telling(content: bytes) -> bytes:
    """Whole lines on which the encoding depends; in none of those looked for a line end is part of a sign."""
    lines = [line for line in content.splitlines() if not line.isascii()]
    room = takewhile(lambda length: length <= LOOKED_AT, accumulate(len(line) for line in lines))
    return b"\n".join(lines[: max(1, len([*room]))])


def _readings(content: bytes, telling: bytes) -> Iterator[_Reading]:
    from charset_normalizer import from_bytes  # large, and few texts need it

    for match in from_bytes(telling, cp_isolation=[*KNOWN], threshold=MESS, preemptive_behaviour=False):
        for encoding in match.could_be_from_charset:
            if encoding in KNOWN and _can_be_read(content, encoding):
                text = telling.decode(encoding)
                if _is_text(text):
                    yield _Reading(encoding, text, weight(text[:LOOKED_AT], encoding))


def _is_text(text: str) -> bool:
    """Whether nothing stands in it that only a wrong reading has."""
    return not any(unicodedata.category(sign) in ("Cc", "Cn", "Cs") for sign in set(text) - PLAIN_CONTROLS)


def _unlikelihood(reading: _Reading, tongue: str) -> tuple[float, int]:
    likelihood = reading.weight + OWN_TONGUE * (tongue in KNOWN[reading.encoding].tongues)
    return -likelihood, [*KNOWN].index(reading.encoding)


def _is_certain(readings: list[_Reading], telling: bytes) -> bool:
    """Those of single bytes are too many, and too much alike, for any to be."""
    if not readings or sum(byte > 127 for byte in telling) < ENOUGH:
        return False
    best, *others = readings
    is_sure = KNOWN[best.encoding].common is not None and best.weight >= SURE
    return is_sure and all(other.weight <= NO_RIVAL for other in others)


def _shown(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if not line.isascii()] or lines
    return "\n".join(_excerpt(line) for line in telling[:SHOWN_LINES])


def _excerpt(line: str) -> str:
    """The part of a line in which the first sign stands that may be another one."""
    first = next((at for at, sign in enumerate(line) if not sign.isascii()), 0)
    begin = max(0, first - SHOWN_BEFORE)
    return line[begin : begin + SHOWN_SIGNS]
