"""Simplified and traditional Chinese, sign by sign, only to compare: nothing is shown or kept converted."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

COMMON = range(0x3400, 0xA000)  # the signs of which some have another form


def simple(text: str) -> str:
    """Each sign in its simplified form."""
    return text if text.isascii() else text.translate(_simple_forms())


def forms_of(sign: str) -> tuple[str, ...]:
    """All that a sign may be written as: its simplified form, and the traditional ones of that."""
    plain = simple(sign)
    return tuple(dict.fromkeys((plain, *_full_forms().get(plain, ()))))


@cache
def _simple_forms() -> Mapping[int, str]:
    """Made once, where somebody first compares Chinese: it takes longer than all texts of a day."""
    from opencc import OpenCC

    signs = [chr(code) for code in COMMON]
    converted = OpenCC("t2s").convert("\n".join(signs)).split("\n")
    return {ord(sign): form for sign, form in zip(signs, converted, strict=True) if sign != form}


@cache
def _full_forms() -> Mapping[str, tuple[str, ...]]:
    forms = defaultdict(list)
    for code, form in _simple_forms().items():
        forms[form].append(chr(code))
    return {form: tuple(signs) for form, signs in forms.items()}
