"""Surnames of two signs, and those that are read otherwise than the word."""

import tomllib
import unicodedata
from functools import cache
from pathlib import Path

from unionhall.kernel.folding import DOTS, UNSEEN

FILE = Path(__file__).with_name("surnames.toml")
SHORTEST_WITH_TWO = 3  # signs of a name whose first two can be its surname


def parts_of(name: str) -> tuple[str, str]:
    """The surname and the rest of a name in Chinese signs, without blanks, dots and unseen signs."""
    signs = "".join(
        sign for sign in UNSEEN.sub("", unicodedata.normalize("NFKC", name)) if not _is_between(sign)
    )
    size = 2 if len(signs) >= SHORTEST_WITH_TWO and signs[:2] in _written()["two"] else 1
    return signs[:size], signs[size:]


def reading(surname: str) -> list[str] | None:
    """How it is read, syllable by syllable with tones as digits; None where it is read as the word."""
    read = _written()["read"].get(surname)
    return read.split() if read else None


def _is_between(sign: str) -> bool:
    return sign.isspace() or sign in DOTS


@cache
def _written() -> dict[str, dict[str, str]]:
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {"two": dict.fromkeys(written["two"].split(), ""), "read": written["read"]}
