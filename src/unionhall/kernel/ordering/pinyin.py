"""How Chinese signs are read, for comparing only: letters, which of them are a ü, and tones from 1 to 5.

As in a dictionary, ü is compared as u, and stands behind it: lu, lü, luan, lun, luo.
"""

from collections.abc import Sequence
from functools import cache
from itertools import product

from unionhall.kernel.folding import without_accents
from unionhall.kernel.ordering.surnames import reading

Reading = tuple[str, str, tuple[int, ...]]
NO_TONE = 5
UMLAUT = "v"  # as the dictionary writes ü


def of_surname(signs: str) -> Reading:
    """A surname as surnames are read: 曾 is zeng."""
    read = reading(signs)
    return _together(read) if read else _together([_syllable(sign) for sign in signs])


@cache
def of_sign(sign: str) -> Reading:
    """A sign of a given name as it is read most often; one that nobody knows stands for itself."""
    return _together([_syllable(sign)])


def as_spelled(words: Sequence[str], spelling: str) -> list[Reading]:
    """How its bearer reads a name, by their spelling: the surname's signs, then each sign of the given name.

    Among the readings that the dictionary knows of each sign it takes those that together are the letters,
    with the surname in front or behind. Empty where they are not: a spelling of another tongue or system.
    """
    letters, (surname, *given) = _letters(spelling), words
    if read := _split([surname, *given], letters):
        return read
    behind = _split([*given, surname], letters)
    return [*behind[-1:], *behind[:-1]]


def _letters(spelling: str) -> str:
    """As syllables are written here: small letters without marks, ü as u."""
    return "".join(each for each in without_accents(spelling).lower() if each.isascii() and each.isalpha())


def _split(words: Sequence[str], letters: str) -> list[Reading]:
    """One reading for each word, whose letters together are these; the first that fits."""
    if not words:
        return []
    for read in _readings(words[0]):
        written = read[0]
        if letters.startswith(written):
            rest = letters[len(written) :]
            if len(words) == 1:
                if not rest:
                    return [read]
            elif behind := _split(words[1:], rest):
                return [read, *behind]
    return []


@cache
def _readings(signs: str) -> list[Reading]:
    """All that the dictionary knows of a word, as it is read as a surname first."""
    each = [_syllables(sign) for sign in signs]
    own = reading(signs)
    return [*([_together(own)] if own else []), *(_together([*some]) for some in product(*each))]


def _syllables(sign: str) -> list[str]:
    from pypinyin import Style, pinyin

    return pinyin(sign, style=Style.TONE3, v_to_u=False, neutral_tone_with_five=True, heteronym=True)[0]


def _syllable(sign: str) -> str:
    """Such as `zhang1`. The dictionary is large: it is read where the first name is ordered so."""
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(sign, style=Style.TONE3, v_to_u=False, neutral_tone_with_five=True)[0]


def _together(syllables: list[str]) -> Reading:
    written = "".join(syllable.rstrip("12345") for syllable in syllables)
    tones = tuple(int(each[-1]) if each[-1] in "12345" else NO_TONE for each in syllables)
    return written.replace(UMLAUT, "u"), written, tones
