"""How Chinese signs are read, for comparing only: letters, and tones from 1 to 5."""

from functools import cache

from unionhall.kernel.ordering.surnames import reading

Reading = tuple[str, tuple[int, ...]]
NO_TONE = 5


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
    letters = "".join(syllable.rstrip("12345") for syllable in syllables)
    return letters, tuple(int(each[-1]) if each[-1] in "12345" else NO_TONE for each in syllables)
