"""Chinese numerals are read in every manner in which people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionhall.kernel.places.locate import locate
from unionhall.kernel.places.numerals import value_of
from unionhall.kernel.places.tests.drawn import BRANCH, EAST, ROOT, WEST, map_of
from unionhall.kernel.scripts import simple

SIGNS = "零一二三四五六七八九"
PIECES = [
    "海港街", "Harbour Street", "62", "48", "7", "-", "/", "号", "甲", "第", "至", "和", "六", "十", "百",
    "廿", "，", "、", "Flat", "A", "bis", "楼", "地下", "大", "路", "1/2", "½", "No", "3/F", "\n",
]  # fmt: skip
UNITS = ((1000, "千"), (100, "百"), (10, "十"))


def spelt(number: int) -> str:
    """A number as it is spoken: 一百零三."""
    said, is_gap = "", False
    for size, unit in UNITS:
        digit, number = divmod(number, size)
        if digit:
            said += "零" * (is_gap and bool(said)) + SIGNS[digit] + unit
            is_gap = False
        else:
            is_gap = bool(said)
    return said + ("零" * (is_gap and bool(said)) + SIGNS[number] if number else "")


@given(st.integers(1, 9999))
def test_a_number_is_read_as_it_is_spoken_and_digit_by_digit(number: int) -> None:
    assert value_of(spelt(number)) == number
    assert value_of("".join(SIGNS[int(digit)] for digit in str(number))) == number
    assert value_of("".join("〇一二三四五六七八九"[int(digit)] for digit in f"{number:05}")) == number


@given(
    st.integers(1, 9999),
    st.sampled_from(
        ["海港街{}号", "海港街甲{}号", "海港街第{}號", "海港街，{}号", "{}号海港街", "海港街{}号之3"]
    ),
)
def test_a_house_is_found_whichever_way_its_number_is_written(number: int, written: str) -> None:
    halves = map_of(
        streets={"海港街": [(EAST, number, number), (WEST, None, number - 1), (WEST, number + 1, None)]}
    )
    digits = str(number)
    for each in (digits, spelt(number), "".join(SIGNS[int(digit)] for digit in digits)):
        assert locate(address=written.format(each), atlas=halves).place.path == EAST


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["", " "]))
def test_whatever_is_written_around_a_street_somebody_takes_it(pieces: list[str], between: str) -> None:
    halves = map_of(streets={"海港街": [(EAST, 1, 50), (WEST, 51, None)], "Harbour Street": [(EAST, 1, 50)]})
    found = locate(address=between.join(pieces), atlas=halves)
    assert found.place.path in {ROOT, BRANCH, EAST, WEST}


@given(st.text(alphabet="〇零一二两三九十百千廿卅", max_size=9))
def test_any_numerals_are_a_number_or_none(numerals: str) -> None:
    value = value_of(numerals)
    assert value is None or 0 <= value <= 999_999


@pytest.mark.parametrize(
    ("numerals", "number"),
    [
        ("十二", 12), ("一十二", 12), ("二十", 20), ("廿二", 22), ("卅", 30), ("卌五", 45), ("两百", 200),
        ("一百二十三", 123), ("一百十二", 112), ("一百零三", 103), ("一千零五", 1005), ("○一二", 12),
        ("二百五", None), ("一百二", None), ("百", None), ("十百", None),
        ("二三十", None), ("", None), ("甲", None),
    ],
)  # fmt: skip
def test_numerals_that_people_write(numerals: str, number: int | None) -> None:
    assert value_of(numerals) == number


def test_both_scripts_become_one_and_nothing_else_changes() -> None:
    assert simple("號樓師團連營場組隊區縣鎮鄉裡臺東廣紅號") == "号楼师团连营场组队区县镇乡里台东广红号"
    assert simple("海港街62号, Harbour Street") == "海港街62号, Harbour Street"
