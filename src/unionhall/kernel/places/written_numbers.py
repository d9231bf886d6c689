"""Numbers in an address with what is written around them: 甲12号, 一百二十三, 62 A, 48号至62号, 62/3."""

import re
from dataclasses import dataclass

from unionhall.kernel.places.addresses import Words, is_han
from unionhall.kernel.places.numerals import NUMERALS, value_of

NUMBER = re.compile(r"(\d{1,6})(?:[a-z]|bis|ter|quater)?")
DIGIT = re.compile(r"\d")
SEPARATORS = {",", ";", "、", "\n"}
# Known to be numbers, and not read.
SPELT = {
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred",
}  # fmt: skip
LETTERS = {*"abcdefghijklmnopqrstuvwxyz", "bis", "quater"}
PARTS_OF_A_NUMBER = {"第", "附", "甲", "乙", "丙", "丁"}
CELLAR = ("地", "下")
AFTER_NUMERALS = {"号", "之", "附", "至", "到", "和", "及"}
JOINING = {"-", "/", "至", "到", "to", "和", "及", "and"}


@dataclass(frozen=True, slots=True)
class Written:
    """A number or a range, at `words[begin:end]`; `is_signed` with 号."""

    values: tuple[int, ...]
    begin: int
    end: int
    is_signed: bool


def written_at(words: Words, begin: int) -> Written | None:
    """What is written from there on, if it begins with a number."""
    first = _single(words, begin)
    if first is None:
        return None
    value, end, is_signed = first
    joined: list[tuple[str, int]] = []
    while end < len(words) and words[end] in JOINING and (more := _single(words, end + 1)):
        joined.append((words[end], more[0]))
        end, is_signed = more[1], is_signed or more[2]
    return Written((value, *_ends(value, joined)), begin, end, is_signed)


def has_digit(word: str) -> bool:
    """Whether there is a number in a word, however it is meant."""
    return bool(DIGIT.search(word))


def _ends(value: int, joined: list[tuple[str, int]]) -> list[int]:
    """What counts beside the first: not the 6 of 88-6, which is a part of 88, nor what 3-2-501 is made of."""
    dashes = [number for sign, number in joined if sign == "-"]
    is_range = len(dashes) == 1 and dashes[0] > value
    return [number for sign, number in joined if sign != "-" or is_range]


def _single(words: Words, begin: int) -> tuple[int, int, bool] | None:
    at = _behind_its_beginning(words, begin)
    read = _digits(words, at) or _numerals(words, at)
    if read is None:
        return None
    value, end = read
    end += words[end : end + 1] != () and words[end] in LETTERS
    is_signed = words[end : end + 1] == ("号",)
    return value, end + is_signed, is_signed


def _behind_its_beginning(words: Words, at: int) -> int:
    while at < len(words) and words[at] in PARTS_OF_A_NUMBER:
        at += 1
    return at + 2 if words[at : at + 2] == CELLAR else at


def _digits(words: Words, at: int) -> tuple[int, int] | None:
    found = NUMBER.fullmatch(words[at]) if at < len(words) else None
    return (int(found[1]), at + 1) if found else None


def _numerals(words: Words, at: int) -> tuple[int, int] | None:
    """A Chinese number where nothing follows that it could be the beginning of, as 三 is of 三元里."""
    end = next((each for each in range(at, len(words)) if words[each] not in NUMERALS), len(words))
    value = value_of("".join(words[at:end]))
    is_whole = end == len(words) or not is_han(words[end]) or words[end] in AFTER_NUMERALS
    return (value, end) if value is not None and is_whole else None
