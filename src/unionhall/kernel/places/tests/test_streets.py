"""Streets and buildings are found at corners, in lanes and sections, in both scripts, behind their town."""

import pytest

from unionhall.kernel.places.addresses import words_of
from unionhall.kernel.places.runs import prefixes_of
from unionhall.kernel.places.tests.drawn import BRANCH, EAST, HALVES, ROOT, WEST, find, map_of, path

# Corners, lanes, sections and buildings


def test_two_streets_at_a_corner_go_to_who_stands_above_both() -> None:
    corner = map_of(streets={"海港街": [(EAST, None, None)], "人民路": [(WEST, None, None)]})
    for address in ("海港街12号人民路62号", "海港街与人民路交叉口", "海港街、人民路"):
        found = find(address, corner)
        assert (found.place.path, found.how) == (BRANCH, "level_above")
    assert path("海港街12号，近人民路", corner) == EAST
    assert path("海港街12号人民路", corner) == EAST
    assert path("人民路街道海港街", corner) == EAST


def test_a_lane_is_found_by_either_numeral() -> None:
    lanes = map_of(streets={"東門街二巷": [(EAST, None, None)], "東門街": [(WEST, 1, 50)]})
    assert path("東門街2巷3號", lanes) == path("東門街二巷3號", lanes) == EAST
    assert path("东门街2巷3号", lanes) == EAST
    assert path("東門街3巷3號", lanes) == WEST


def test_a_section_is_a_street_of_its_own() -> None:
    sections = map_of(streets={"忠孝東路三段": [(EAST, None, None)], "忠孝東路": [(WEST, 1, 50)]})
    for address in ("忠孝東路3段62號", "忠孝東路三段62號", "忠孝东路三段62号"):
        assert path(address, sections) == EAST
    assert path("忠孝東路4段12號", sections) == ROOT


def test_the_building_of_an_estate_is_found_by_either_numeral() -> None:
    estate = map_of(buildings={"红星小区": WEST, "红星小区3号楼": EAST})
    for address in ("红星小区三号楼", "红星小区3号楼", "紅星小區3號樓", "紅星小區三號樓2單元"):
        assert path(address, estate) == EAST
    assert path("红星小区5号楼", estate) == WEST
    yard = map_of(streets={"海港街": HALVES}, buildings={"海港街12号院": WEST})
    found = find("海港街12號院", yard)
    assert (found.place.path, found.how) == (WEST, "building")


# Both scripts, and what goes before a name


@pytest.mark.parametrize(
    ("listed", "address"),
    [
        ("广东路", "廣東路12號"),
        ("廣東路", "广东路12号"),
        ("世紀大道", "世纪大道12号"),
        ("科技", "科技路62号"),
        ("科技", "科技62号"),
        ("科技", "科技大道62号"),
        ("科技", "科技道62号"),
        ("忠孝東路", "龍門里5鄰忠孝東路62號"),
        ("海港街", "地址：海港街62号"),
        ("海港街", "通讯处: 海港街62号"),
        ("海港街", "我住在 海港街62号"),
        ("海港街", "第一师海港街62号"),
        ("海港街", "十二团海港街62号"),
        ("海港街", "十二團海港街62號"),
        ("海港街", "五連海港街62号"),
        ("海港街", "三组海港街62号"),
        ("海港街", "河湾海港街62号"),
        ("海港街", "河灣海港街62號"),
        ("海港街", "东城海港街62号"),
        ("海港街", "新疆阿拉尔海港街62号"),
    ],
)
def test_a_street_is_found_in_both_scripts_and_behind_its_town(listed: str, address: str) -> None:
    found = find(address, map_of(streets={listed: [(EAST, 1, None)]}))
    assert (found.place.path, found.how) == (EAST, "street")


def test_a_street_listed_without_its_kind_is_found_by_its_number() -> None:
    halves = map_of(streets={"科技": HALVES})
    assert path("科技路62号", halves) == path("科技大街62号", halves) == WEST
    assert path("科技路12号", halves) == EAST
    assert path("科技街道办事处", halves) == ROOT
    assert path("科技道62号", halves) == WEST


def test_a_building_is_found_in_both_scripts_and_behind_its_town() -> None:
    tower = map_of(buildings={"世纪大厦": EAST})
    assert path("世紀大廈12樓", tower) == path("河湾世纪大厦12层", tower) == EAST


@pytest.mark.parametrize("address", ["新海港街62号", "东海港街62号", "新世纪大厦", "西区海港街道62号"])
def test_a_longer_name_stays_apart(address: str) -> None:
    atlas = map_of(streets={"海港街": [(EAST, None, None)]}, buildings={"世纪大厦": EAST})
    assert path(address, atlas) == ROOT


def test_the_name_of_a_place_elsewhere_is_no_beginning() -> None:
    assert path("西区人海港街", map_of(streets={"海港街": [(EAST, None, None)]})) == ROOT
    own = map_of(streets={"人民路": [(BRANCH, None, None)]})
    assert path("东城人民路", own) == ROOT


@pytest.mark.parametrize(
    ("name", "prefix"),
    [("河湾总工会", "河湾"), ("河湾市总工会", "河湾"), ("新疆阿拉尔市", "新疆阿拉尔"), ("东城", "东城")],
)
def test_a_place_is_known_by_its_name_without_what_it_is(name: str, prefix: str) -> None:
    assert tuple(prefix) in prefixes_of(words_of(name))
    assert ("新",) not in prefixes_of(words_of("新市"))
