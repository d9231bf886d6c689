"""Small groups stay hidden, also from who adds and subtracts everything that is shown."""

from collections.abc import Iterable, Iterator, Mapping

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from unionhall.kernel.matters.aggregates import freezing
from unionhall.kernel.matters.aggregates.counting import FirstAnswers
from unionhall.kernel.matters.aggregates.hiding import Leaves, Mask, hide_parts, is_small, lineage, mask

PRIME = 2**61 - 1  # what can be told with fractions can be told modulo a large prime, and faster
Vector = dict[int, int]
PLACES = ["0001", "00010001", "000100010001", "000100010002", "00010002"]
KINDS = ["advice", "pay", "care"]
CELLS = [(place, kind) for place in PLACES for kind in KINDS]
NUMBERS = st.one_of(st.just(0), st.integers(1, 12), st.integers(0, 60))


def grids(
    numbers: st.SearchStrategy[tuple[int, ...]],
) -> st.SearchStrategy[dict[tuple[str, str], tuple[int, ...]]]:
    """Halls of all places and kinds; most hold something."""
    return st.lists(numbers, min_size=len(CELLS), max_size=len(CELLS)).map(
        lambda found: dict(zip(CELLS, found, strict=True))
    )


def grid(**numbers: int) -> dict[tuple[str, str], tuple[int, ...]]:
    """A hall of zeros but for some cells, as `place_kind=number`."""
    return {(place, kind): (numbers.get(f"p{place}_{kind}", 0),) for place, kind in CELLS}


class Reader:
    """Somebody who adds and subtracts what is shown; a zero tells them about everything in it."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.known: list[Vector] = []

    def learn(self, cells: Iterable[int]) -> None:
        rest = self.reduced(dict.fromkeys(cells, 1))
        if rest:
            pivot = min(rest)
            inverse = pow(rest[pivot], -1, PRIME)
            row = {at: value * inverse % PRIME for at, value in rest.items()}
            self.known = [_minus(each, row, each.get(pivot, 0)) for each in self.known] + [row]

    def can_tell(self, cells: Iterable[int]) -> bool:
        return not self.reduced(dict.fromkeys(cells, 1))

    def reduced(self, vector: Vector) -> Vector:
        for row in self.known:
            vector = _minus(vector, row, vector.get(min(row), 0))
        return vector


def _minus(left: Vector, right: Vector, factor: int) -> Vector:
    if not factor:
        return left
    merged = dict(left)
    for at, value in right.items():
        if rest := (merged.get(at, 0) - factor * value) % PRIME:
            merged[at] = rest
        else:
            merged.pop(at, None)
    return merged


def groups(leaves: Leaves) -> Iterator[tuple[str, str, list[int]]]:
    """Every number that there is: its place, its kind (empty for all) and the leaves in it."""
    found: dict[tuple[str, str], list[int]] = {("", ""): []}
    for at, (path, kind) in enumerate(leaves):
        for place in lineage(path):
            found.setdefault((place, ""), []).append(at)
            found.setdefault((place, kind), []).append(at)
    for (place, kind), cells in found.items():
        yield place, kind, cells


def is_shown(shown: Mask, place: str, kind: str) -> bool:
    return (place, kind) == ("", "") or not shown.hides(place, kind)


def told(leaves: Leaves, shown: Mask) -> list[tuple[str, str]]:
    """Which small numbers a reader of everything that is shown can tell."""
    values = list(leaves.values())
    found = []
    for nth in range(len(values[0]) if values else 0):
        reader = Reader(len(values))
        for place, kind, cells in groups(leaves):
            if is_shown(shown, place, kind):
                reader.learn(cells)
                if not sum(values[at][nth] for at in cells):
                    for at in cells:
                        reader.learn([at])
        found += [
            (place, kind)
            for place, kind, cells in groups(leaves)
            if len(cells) < len(values)  # all of them are the hall's own total
            and 0 < sum(values[at][nth] for at in cells) < 10
            and reader.can_tell(cells)
        ]
    return found


@settings(max_examples=60)
@given(grids(st.tuples(NUMBERS)))
@example(grid(p0001_advice=3))
@example(grid(p000100010001_advice=3, p00010002_advice=20))
@example(grid(p0001_advice=10, p0001_pay=1, p00010001_pay=10))
def test_no_small_number_can_be_told(leaves: Leaves) -> None:
    assert told(leaves, mask(leaves)) == []


@settings(max_examples=30)
@given(grids(st.tuples(NUMBERS, NUMBERS)))
def test_neither_side_of_a_share_can_be_told(leaves: Leaves) -> None:
    assert told(leaves, mask(leaves)) == []


@given(st.dictionaries(st.sampled_from("abcdefgh"), NUMBERS, max_size=8))
def test_a_list_with_a_total_hides_two_or_none(numbers: Mapping[str, int]) -> None:
    hidden = hide_parts({name: (number,) for name, number in numbers.items()})
    assert not any(0 < number < 10 for name, number in numbers.items() if name not in hidden)
    lost = [numbers[name] for name in hidden if numbers[name]]
    assert (
        not lost
        or sum(numbers.values()) < 10
        or (len(lost) > 1 and sum(lost) >= 10)
        or set(lost) == {number for number in numbers.values() if number}
    )


def test_the_reader_of_the_test_can_subtract() -> None:
    leaves = {("0001", "advice"): (3,), ("0001", "pay"): (20,)}
    assert ("", "advice") in told(leaves, Mask(kinds={"": {"advice"}, "0001": {"advice"}}))


@pytest.mark.parametrize(
    ("number", "known", "hours"), [(9, 0, None), (10, 0, 4.5), (12, 9, None), (12, 12, 4.5), (30, 20, 4.5)]
)
def test_a_median_is_told_of_ten_whom_not_everybody_knows(
    number: int, known: int, hours: float | None
) -> None:
    told = freezing.answered(FirstAnswers(number, 4.5), FirstAnswers(known, 1) if known else None)
    assert told["hours"] == hours


def test_large_numbers_are_shown() -> None:
    leaves = {("00010001", "advice"): (30,), ("00010001", "pay"): (12,), ("00010002", "advice"): (25,)}
    shown = mask(leaves)
    assert not shown.places
    assert not any(shown.kinds.values())


def test_a_part_of_nine_is_small_and_one_of_ten_is_not() -> None:
    assert is_small((9,))
    assert not is_small((10, 0))
