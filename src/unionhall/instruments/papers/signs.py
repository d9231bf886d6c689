"""Signs that no letter can show as they are: they are spelled out, so that nothing vanishes from a text."""

import re
import unicodedata
from collections.abc import Collection

# Controls, halves of pairs, private and unassigned signs.
UNSEEN = {"Cc", "Cs", "Co", "Cn"}
# They turn the order of what stands around them, so that a page would say something else than its text.
TURNING = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
PLAIN = {"\n", "\t"}
ATTACHED = {"Mn", "Mc", "Me", "Cf", "Sk"}
# Chinese, Japanese and Korean break anywhere by themselves.
CJK = r"\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
LONG_WORD = re.compile(rf"[^\s{CJK}]{{24,}}")
STRETCH = 12
BREAK = "\u200b"
BLANK = "–"
UNDRAWN = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def shown(text: str, undrawn: Collection[str]) -> str:
    """The text as a page can show it: spelled where it must be, and breakable in words that are too long.

    Of one that is blank a dash stands there: nobody could tell it from nothing, and no heading is empty.
    """
    return breakable(spelled(text, undrawn)) if text.strip() or not text else BLANK


def spelled(text: str, undrawn: Collection[str] = ()) -> str:
    """The text with the Unicode number of each sign that can't be seen or that no font here draws."""
    return "".join(
        _number(sign) if _is_unseen(sign) or sign in undrawn else sign for sign in text.replace("\r\n", "\n")
    )


def breakable(text: str) -> str:
    """The text with room for a line break inside of words that are longer than a line may be."""
    return LONG_WORD.sub(lambda word: _broken(word.group()), text)


def _broken(word: str) -> str:
    """A break before every twelfth sign, unless that belongs to the one before it."""
    return "".join(
        BREAK + sign if at and at % STRETCH == 0 and unicodedata.category(sign) not in ATTACHED else sign
        for at, sign in enumerate(word)
    )


def undrawn(diagnostic: str) -> set[str]:
    """The signs that the typesetter names in its errors as not to be displayed by any font.

    It names a letter together with a mark on it that no font has. So where there are marks among them, these
    alone are taken: the letter itself may be as plain as an a.
    """
    named = ESCAPED.sub(lambda code: chr(int(code[1], 16)), "".join(UNDRAWN.findall(diagnostic)))
    marks = {sign for sign in named if unicodedata.category(sign) in ATTACHED}
    return marks or set(named)


def _is_unseen(sign: str) -> bool:
    return sign not in PLAIN and (sign in TURNING or unicodedata.category(sign) in UNSEEN)


def _number(sign: str) -> str:
    """`[U+1F44D THUMBS UP SIGN]`; without the name where that only repeats the number."""
    number = f"U+{ord(sign):04X}"
    name = unicodedata.name(sign, "")
    return f"[{number} {name}]" if name and number[2:] not in name else f"[{number}]"
