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
    "ς": "σ",
}

UNSEEN = re.compile(f"[{UNSEEN_SIGNS}]")
HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
IDEOGRAPHS = re.compile(f"[{HAN}]")
WITHOUT_ACCENTS_SQL = "lower(normalize(regexp_replace(normalize({}, NFKD), '[%s]+', '', 'g'), NFC))" % (
    UNSEEN_SIGNS + ACCENT_SIGNS
)
for _letter, _plain in LETTERS.items():
    WITHOUT_ACCENTS_SQL = f"replace({WITHOUT_ACCENTS_SQL}, '{_letter}', '{_plain}')"
_NOT_KEPT = re.compile(f"[{UNSEEN_SIGNS}{ACCENT_SIGNS}]")


def without_accents(text: str) -> str:
    """In small letters of one width, without accents: résumé as resume, Straße as strasse.

    Letter by letter, as `WITHOUT_ACCENTS_SQL` has the database do it.
    """
    letters = unicodedata.normalize("NFC", _NOT_KEPT.sub("", unicodedata.normalize("NFKD", text)))
    small = (letter.lower()[0] for letter in letters)
    return "".join(LETTERS.get(letter, letter) for letter in small)
