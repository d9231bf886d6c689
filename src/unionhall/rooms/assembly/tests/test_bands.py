"""How many delegates a congress has by each rule pack, and how they are divided."""

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionhall.kernel.procedures.rules import Rule
from unionhall.rooms.assembly.delegates import rules
from unionhall.rooms.assembly.delegates.bands import band_of, divided
from unionhall.rooms.assembly.delegates.term_page import too_many_managers

if TYPE_CHECKING:
    from tests.town import Town

DAY = date(2026, 12, 1)
CONSTITUENCIES = st.dictionaries(
    st.text(min_size=1, max_size=3), st.integers(0, 5_000), min_size=1, max_size=8
)


@pytest.mark.parametrize(
    ("pack", "staff", "seats"),
    [
        ("generic", 99, None), ("generic", 100, 30), ("generic", 199, 30), ("generic", 200, 35),
        ("cn-sh", 100, 30), ("cn-sh", 1_250, 85), ("cn-sh", 3_000, 175), ("cn-sh", 9_000, 175),
        ("cn-zj", 100, 40), ("cn-zj", 999, 96), ("cn-zj", 1_000, 100), ("cn-zj", 4_999, 160),
        ("cn-zj", 5_000, 200),
        ("cn", 100, 30), ("cn", 600, 30), ("cn", 601, 31), ("cn", 1_000, 50), ("cn", 2_000, 100),
        ("cn", 60_000, 100),
    ],
)  # fmt: skip
def test_each_pack_has_its_own_bands(town: "Town", pack: str, staff: int, seats: int | None) -> None:
    town.mill.rule_pack, town.mill.time_zone, town.mill.calendar = pack, "Asia/Shanghai", "CN"
    band = band_of(rules.bands_at(town.mill, DAY), staff)
    assert (band.number(staff) if band else None) == seats


@pytest.mark.parametrize(
    ("pack", "article"), [("cn-sh", "第二十一条"), ("cn-zj", "第十条"), ("cn", "第八条")]
)
def test_each_band_names_its_article(town: "Town", pack: str, article: str) -> None:
    town.mill.rule_pack, town.mill.time_zone, town.mill.calendar = pack, "Asia/Shanghai", "CN"
    bands = rules.bands_at(town.mill, DAY)
    assert bands
    assert all(article in band.source for band in bands)
    assert all(("from memory" in band.source) == (pack == "cn") for band in bands)


@given(st.integers(0, 300), CONSTITUENCIES.filter(lambda staff: sum(staff.values()) > 0))
def test_all_seats_are_given_and_nobody_gets_more_than_one_beyond_their_part(
    seats: int, staff: dict[str, int]
) -> None:
    parts = divided(seats, staff)
    assert sum(part.least for part in parts.values()) <= seats <= sum(part.most for part in parts.values())
    for name, part in parts.items():
        exact = seats * staff[name] / sum(staff.values())
        assert exact - 1 < part.least <= part.most < exact + 1


@given(st.integers(0, 300), CONSTITUENCIES.filter(lambda staff: sum(staff.values()) > 0))
def test_who_is_as_large_gets_as_much_whatever_they_are_called(seats: int, staff: dict[str, int]) -> None:
    parts = divided(seats, staff)
    backwards = divided(seats, dict(reversed(staff.items())))
    assert parts == backwards
    for one, part in parts.items():
        assert all(parts[other] == part for other in staff if staff[other] == staff[one])


def test_equal_remainders_that_vie_for_a_seat_both_may_have_it() -> None:
    parts = divided(3, {"north": 50, "south": 50})
    assert [(part.least, part.most) for part in parts.values()] == [(1, 2), (1, 2)]


def test_the_largest_remainder_gets_the_last_seat() -> None:
    parts = divided(10, {"north": 61, "south": 26, "harbour": 13})
    assert [(part.least, part.most) for part in parts.values()] == [(6, 6), (3, 3), (1, 1)]


@pytest.mark.parametrize("staff", [{}, {"north": 0}, {"north": -1, "south": 3}])
def test_nothing_is_divided_among_nobody(staff: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="divided"):
        divided(3, staff)


def test_more_managers_than_the_rule_allows_are_named_with_the_rule() -> None:
    rule = Rule(key="x", amount=1, parts=5, unit="share_at_most", source="§ 16", source_kind="law")
    assert too_many_managers(rule, 6, 30) == ""
    assert "at most 1/5 of the delegates, that is 6, may be managers (§ 16)" in too_many_managers(rule, 7, 30)
