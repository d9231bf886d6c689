"""Addresses as people write them, in words that can be compared."""

import re
import unicodedata

from unionhall.kernel.folding import HAN, IDEOGRAPHS
from unionhall.kernel.places.numerals import FORMAL, NUMERALS, value_of
from unionhall.kernel.scripts import simple

LONGEST = 300  # characters of an address that are read
JOINED = r"(?:(?<=[\d号])|(?<=\d[a-z]))[-/](?=\d)"
PARTS = re.compile(rf"[{HAN}]|[^\W_{HAN}]+|[,;、\n]|{JOINED}")
APOSTROPHES = re.compile("['\u2018\u2019\u02bc`]")
VULGAR = re.compile(r"(?<=\d)\s*[\u00bc-\u00be\u2150-\u215e]")
FRACTIONS = re.compile(r"(?<=\d)\s+\d/\d\b")
JOINTS = re.compile(r"[-\u2010-\u2015\u2212~\u301c/]")
DASHES = re.compile(rf"(?<=[\da-z号])\s*({JOINTS.pattern})\s*(?=\d)")
FLOORS = re.compile(r"\b(\d+) ?/ ?f\b")
SIGNED = re.compile(r"\b(?:nos?|nr)(?=\d)")
ALL_NUMERALS = "".join(sorted({*NUMERALS, *FORMAL}))
# 陆 is a number in 陆号, and a name in 陆巷.
COUNTED = re.compile(f"[{ALL_NUMERALS}]+(?=号)|[{''.join(sorted(NUMERALS))}]+(?=[段巷弄楼层室栋幢座院]|单元)")
COLON = re.compile(rf":(?=\s*(?![{ALL_NUMERALS}])[{HAN}])")  # what follows it begins anew
NUMBER_SIGNS = {"no", "nos", "nr", "number", "numbers"}
SAME = {
    "ave": "avenue", "blvd": "boulevard", "ct": "court", "dr": "drive", "hwy": "highway", "ln": "lane",
    "pl": "place", "rd": "road", "sq": "square", "st": "street", "str": "street", "ter": "terrace",
}  # fmt: skip

Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """The words of an address or a name: folded, Chinese by character, separators as themselves.

    "No. 12, King's Rd" is `("12", ",", "kings", "road")`; "海港街十二號" is `("海", "港", "街", "12", "号")`;
    a dash or slash stays where it joins two numbers.
    """
    words = PARTS.findall(_folded(text[:LONGEST]))
    return tuple(SAME.get(word, word) for word in words if word not in NUMBER_SIGNS)


def is_han(word: str) -> bool:
    """Whether a word is a Chinese character."""
    return bool(IDEOGRAPHS.match(word))


def _folded(text: str) -> str:
    folded = APOSTROPHES.sub("", text.casefold() if text.isascii() else _plain(text))
    if JOINTS.search(folded):
        folded = DASHES.sub(_dash, FLOORS.sub(r"floor \1", FRACTIONS.sub("", folded)))
    return SIGNED.sub("", folded) if "n" in folded else folded


def _plain(text: str) -> str:
    """The plainest form of each sign: ASCII where there is one, simplified characters, digits for a count."""
    whole = VULGAR.sub("", text)  # NFKC would make 621⁄2 of 62½
    counted = COUNTED.sub(_in_digits, simple(unicodedata.normalize("NFKC", whole).casefold()))
    return COLON.sub(",", counted)


def _in_digits(found: re.Match[str]) -> str:
    value = value_of(found[0])
    return found[0] if value is None else str(value)


def _dash(found: re.Match[str]) -> str:
    return "/" if found[1] == "/" else "-"
