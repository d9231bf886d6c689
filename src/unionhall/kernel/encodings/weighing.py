"""How much a reading looks like words, by its signs outside ASCII: from 1, all at home, to 0, none."""

import re
import unicodedata
from functools import lru_cache

from unionhall.kernel.encodings.everyday import EVERYDAY, KANA
from unionhall.kernel.encodings.known import KNOWN

PUNCTUATION = frozenset(
    "’‘“”„‚–—…€«»¿¡°§·•№¥£、。，；：？！（）《》〈〉【】「」『』〔〕～％＋－／＝①②③④⑤⑥⑦⑧⑨⑩￥＄\u3000\u00a0・ー"
)
FULL_WIDTH = ("\uff10", "\uff5a")
WORD = re.compile(r"[^\W\d_]+")
USUAL = 0.2  # of the signs in texts and lists of names at least so many are everyday ones
UNUSUAL = 0.6  # what signs weigh where none is
SHOUTED = 0.5  # what capitals weigh: small Cyrillic letters look so in the other encoding


def weight(text: str, encoding: str) -> float:
    """The share of its signs outside ASCII that stand as words of that encoding have them."""
    foreign = [sign for sign in text if not sign.isascii()]
    if not foreign:
        return 0.0
    marks = sum(sign in PUNCTUATION for sign in foreign)
    if KNOWN[encoding].common:
        return (marks + _common(foreign, encoding)) / len(foreign) * _usual(foreign, marks, encoding)
    words = (word for word in WORD.findall(text) if not word.isascii())
    return (marks + sum(_rightly_written(word) for word in words)) / len(foreign)


def _common(signs: list[str], encoding: str) -> int:
    return sum(_is_common(sign, encoding) for sign in signs if sign not in PUNCTUATION)


def _usual(signs: list[str], marks: int, encoding: str) -> float:
    everyday = sum(sign in EVERYDAY[encoding] for sign in signs) / max(len(signs) - marks, 1)
    return UNUSUAL + (1 - UNUSUAL) * min(1, everyday / USUAL)


@lru_cache(maxsize=20_000)
def _is_common(sign: str, encoding: str) -> bool:
    first, last = KNOWN[encoding].common or (0, 0)
    if sign in KANA:
        return sign in EVERYDAY[encoding]
    if encoding == "cp949" and not "가" <= sign <= "힣":
        return False
    written = int.from_bytes(sign.encode(encoding, errors="ignore"))  # nothing for half a pair of Big5
    return FULL_WIDTH[0] <= sign <= FULL_WIDTH[1] or first <= written <= last


def _rightly_written(word: str) -> float:
    """How many of its signs outside ASCII are: of one script, and capitals only where words have them."""
    foreign = sum(not sign.isascii() for sign in word)
    if len({_script(sign) for sign in word}) > 1:
        return 0
    if word[1:].islower() or word.islower():
        return foreign
    return SHOUTED * foreign if word.isupper() else 0


@lru_cache(maxsize=2_000)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0]
