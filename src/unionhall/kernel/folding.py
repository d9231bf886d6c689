"""A text without what makes it no other: kinds of the same letter, accents, and signs that nobody sees."""

import re
import unicodedata

UNSEEN_SIGNS = "\u200b-\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"  # joiners and variants
ACCENT_SIGNS = "\u0300-\u036f"
DOTS = "·•‧∙⋅・"  # between the parts of a name that is written in Chinese
LETTERS = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
}

UNSEEN = re.compile(f"[{UNSEEN_SIGNS}]")
IDEOGRAPHS = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NOT_KEPT = re.compile(f"[{UNSEEN_SIGNS}{ACCENT_SIGNS}]")


def without_accents(text: str) -> str:
    """In small letters of full width or half, without accents: résumé as resume, Straße as strasse."""
    letters = _NOT_KEPT.sub("", unicodedata.normalize("NFKD", text))
    small = unicodedata.normalize("NFC", letters).lower()
    return "".join(LETTERS.get(letter, letter) for letter in small)
