"""How Chinese signs are read, for comparing only: letters, which of them are a ü, and tones from 1 to 5.

As in a dictionary, ü is compared as u, and stands behind it: lu, lü, luan, lun, luo.
"""

from functools import cache

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


def _syllable(sign: str) -> str:
    """Such as `zhang1`. The dictionary is large: it is read where the first name is ordered so."""
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(sign, style=Style.TONE3, v_to_u=False, neutral_tone_with_five=True)[0]


def _together(syllables: list[str]) -> Reading:
    written = "".join(syllable.rstrip("12345") for syllable in syllables)
    tones = tuple(int(each[-1]) if each[-1] in "12345" else NO_TONE for each in syllables)
    return written.replace(UMLAUT, "u"), written, tones
