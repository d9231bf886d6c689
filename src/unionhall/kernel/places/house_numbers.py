"""The house number beside a street's name: what an address says of it, and whether that can be understood."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from unionhall.kernel.places.addresses import SAME, Words, is_han
from unionhall.kernel.places.numerals import FORMAL, NUMERALS
from unionhall.kernel.places.written_numbers import (
    JOINING,
    NUMBER,
    SEPARATORS,
    SPELT,
    Written,
    has_digit,
    written_at,
)

NEAR = 20  # words around a name, among which its number is looked for
TOWNS = 10_000  # from here on a number behind the name is the town's postcode
POSTCODES = 100_000  # and before it
KINDS = {*SAME.values(), "way", "row", "路", "街", "道", "巷", "弄", "里"}
UNITS = {
    "apartment", "apt", "bldg", "block", "blk", "box", "building", "door", "flat", "floor", "fl", "level",
    "lot", "rm", "room", "shop", "ste", "suite", "tower", "unit",
}  # fmt: skip
INDOORS = {"楼", "层", "室", "单", "户", "房"}
CORPS = {"组", "队", "连", "团", "师"}
ESTATES = {"楼", "栋", "幢", "座", "段", *CORPS}
THOUSANDS = {"十", "百", "千", "万", "亿"}
HOUSES = (("house",), tuple("门牌号码"), tuple("门牌号"), tuple("门牌"), tuple("编号"))  # the longest first
ALONE = (*HOUSES, ("lane",))  # "Lane 62", as 62巷


@dataclass(frozen=True, slots=True)
class Numbers:
    """What an address names, both ends of a range; not `is_read` where a number can't be understood."""

    ends: tuple[int, ...] = ()
    is_read: bool = True


NONE = Numbers()
UNREAD = Numbers(is_read=False)


def numbers_beside(words: Words, begin: int, end: int) -> Numbers:
    """What an address says of the house on the street whose name stands at `words[begin:end]`.

    "12, Harbour Street" has a number; in "Flat 3, Harbour Street" it is the flat's. In Chinese the number
    behind the name goes first, else the one before it. A number close by that isn't understood is `UNREAD`,
    never none.
    """
    is_chinese = is_han(words[begin])
    first = _behind(words, begin, end) if is_chinese else _before(words, begin)
    if first.ends:
        return first
    second = _before(words, begin) if is_chinese else _behind(words, begin, end)
    return second if second.ends or first.is_read else first


def _before(words: Words, begin: int) -> Numbers:
    is_apart = begin > 0 and words[begin - 1] in SEPARATORS
    end = begin - 1 if is_apart else begin
    part = words[_part_begin(words, end) : end]
    if is_apart:
        return _alone_before(part)
    return _before_in_chinese(part) if is_han(words[begin]) else _before_in_english(part)


def _alone_before(part: Words) -> Numbers:
    """Before a comma only what is nothing but a number, perhaps of a house or a lane, is the street's."""
    found = _marked(part, 0, ALONE)
    if found and found.end == len(part):
        return Numbers(found.values)
    last = _last(part)
    if last and _is_of_a_unit(part, last):
        return _beyond_a_unit(part, last)
    is_odd = bool(part) and not has_digit(part[-1]) and _is_odd(part, len(part) - 1)
    return UNREAD if is_odd or _has_another(part, 0) else NONE


def _before_in_chinese(part: Words) -> Numbers:
    """The number that the name follows; one with 号 behind another name is that one's: 海港街12号人民路."""
    last = _last(part)
    if last is None:
        return UNREAD if _has_odd(part) else NONE
    is_its_own = (last.begin == 0 or not last.is_signed) and max(last.values) < TOWNS
    return Numbers(last.values) if is_its_own else NONE


def _before_in_english(part: Words) -> Numbers:
    last = _last(part)
    if last and _is_of_a_unit(part, last):
        return _beyond_a_unit(part, last)
    if last:
        return Numbers(last.values) if max(last.values) < POSTCODES else NONE
    is_odd = bool(part) and _is_odd(part, len(part) - 1)
    return UNREAD if is_odd or _has_another(part, 0) else NONE


def _beyond_a_unit(part: Words, found: Written) -> Numbers:
    """ "Flat 3/62" is flat 3 of 62; nobody knows what "Flat 12-8" is."""
    joints = JOINING.intersection(part[found.begin : found.end])
    return Numbers(found.values[1:]) if joints <= {"/"} else UNREAD


def _behind(words: Words, begin: int, end: int) -> Numbers:
    at = _behind_its_kind(words, end)
    if at < len(words) and words[at] in SEPARATORS:
        return _alone_behind(words, at + 1)
    part = words[: _part_end(words, at)]
    if found := _marked(part, at):
        return _judged(part, found)
    return UNREAD if _is_odd(part, at) or _has_another(part, at) else NONE


def _behind_its_kind(words: Words, end: int) -> int:
    """Where a name ends that is listed without its kind: 科技, in 科技路62号 and 科技大道62号."""
    at = end + 1 if words[end : end + 1] == ("大",) else end
    is_kind = at < len(words) and words[at] in KINDS and words[end - 1] not in KINDS
    return at + 1 if is_kind else end


def _marked(part: Words, at: int, marks: tuple[Words, ...] = HOUSES) -> Written | None:
    """A number, also one of which is said that it is a house's: House 62, 门牌62, 编号62."""
    mark = next((each for each in marks if part[at : at + len(each)] == each), ())
    return written_at(part, at + len(mark))


def _alone_behind(words: Words, at: int) -> Numbers:
    """After a comma only what is nothing but a number belongs to the street before it."""
    part = words[: _part_end(words, at)]
    found = _marked(part, at, ALONE)
    if found and (found.end == len(part) or found.is_signed):
        return _judged(part, found)
    is_odd = bool(part[at:]) and (SPELT.issuperset(part[at:]) or (len(part) == at + 1 and _is_odd(part, at)))
    return UNREAD if is_odd or _has_another(part, at) else NONE


def _judged(part: Words, found: Written) -> Numbers:
    """Whether a number behind a name is the house's: not a floor's, an estate's or the town's."""
    follower = part[found.end] if found.end < len(part) else ""
    if follower in THOUSANDS:
        return UNREAD
    if _is_indoors(part, found) or (not found.is_signed and max(found.values) >= TOWNS):
        return NONE
    return UNREAD if follower in ESTATES else Numbers(found.values)


def _has_another(part: Words, start: int) -> bool:
    """Whether a number stands further off that may be the house's: 海港街东62号, 62 Old Harbour Street."""
    others = (
        each
        for each in _all(part, start)
        if not (_is_unit(part, each) or _is_indoors(part, each) or _is_of_corps(part, each))
    )
    return _has_odd(part[start:]) or any(each.is_signed or max(each.values) < TOWNS for each in others)


def _is_odd(part: Words, at: int) -> bool:
    """Whether something stands there that is a number that nobody reads: B12, 二百五, sixty-two."""
    word, more = part[at : at + 1], part[at + 1 : at + 2]
    is_formal = {*word} <= FORMAL.keys() and {*more} <= FORMAL.keys() and bool(more)
    is_spelt = bool(SPELT.intersection(word)) and part[max(at - 1, 0)] not in UNITS
    return is_formal or is_spelt or any(has_digit(each) or each in NUMERALS for each in word)


def _has_odd(part: Words) -> bool:
    """Whether 号 stands behind a number that is not understood."""
    return any(
        sign == "号"
        and (
            before in THOUSANDS
            or before in NUMERALS
            or (has_digit(before) and NUMBER.fullmatch(before) is None)
        )
        for before, sign in pairwise(part)
    )


def _is_unit(part: Words, found: Written) -> bool:
    return _is_of_a_unit(part, found) and JOINING.isdisjoint(part[found.begin : found.end])


def _is_of_a_unit(part: Words, found: Written) -> bool:
    return found.begin > 0 and part[found.begin - 1] in UNITS


def _is_indoors(part: Words, found: Written) -> bool:
    return not found.is_signed and not INDOORS.isdisjoint(part[found.end : found.end + 1])


def _is_of_corps(part: Words, found: Written) -> bool:
    """第一师12团 is where the street lies."""
    return not found.is_signed and not CORPS.isdisjoint(part[found.end : found.end + 1])


def _all(part: Words, start: int) -> Iterator[Written]:
    at = start
    while at < len(part):
        if found := written_at(part, at):
            yield found
        at = found.end if found else at + 1


def _last(part: Words) -> Written | None:
    """The number that the part ends with."""
    *_others, last = [None, *_all(part, 0)]
    return last if last and last.end == len(part) else None


def _part_begin(words: Words, end: int) -> int:
    furthest = max(end - NEAR, 0)
    return next((at for at in range(end, furthest, -1) if words[at - 1] in SEPARATORS), furthest)


def _part_end(words: Words, begin: int) -> int:
    furthest = min(begin + NEAR, len(words))
    return next((at for at in range(begin, furthest) if words[at] in SEPARATORS), furthest)
