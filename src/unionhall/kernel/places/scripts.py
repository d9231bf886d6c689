"""Simplified and traditional characters as one, to compare what was written: never stored or shown."""

from functools import cache

COMMON = range(0x3400, 0xA000)


def in_one_script(text: str) -> str:
    """The text with each traditional character as its simplified one; who wrote which doesn't matter."""
    return text if text.isascii() else text.translate(_table())


@cache
def _table() -> dict[int, str]:
    """Made once, where somebody first compares Chinese: it takes longer than all addresses of a day."""
    from opencc import OpenCC

    characters = [chr(code) for code in COMMON]
    simplified = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(old): new for old, new in zip(characters, simplified, strict=True) if old != new}
