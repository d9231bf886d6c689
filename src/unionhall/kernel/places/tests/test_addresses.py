"""Addresses as people write them find the area of the house, or nobody guesses."""

import pytest

from unionhall.kernel.places.addresses import words_of
from unionhall.kernel.places.atlas import Atlas
from unionhall.kernel.places.locate import Found, locate
from unionhall.kernel.places.runs import prefixes_of
from unionhall.kernel.places.tests.drawn import BRANCH, EAST, ROOT, WEST, map_of

HALVES = [(EAST, 1, 50), (WEST, 51, None)]
FIRST_HALF = [(EAST, 1, 50)]


def both_halves() -> Atlas:
    return map_of(streets={"海港街": HALVES, "Harbour Street": HALVES})


def first_half() -> Atlas:
    """The usual first list: the rest of the street is nobody's."""
    return map_of(streets={"海港街": FIRST_HALF, "Harbour Street": FIRST_HALF})


def find(address: str, atlas: Atlas) -> Found:
    return locate(address=address, atlas=atlas)


def path(address: str, atlas: Atlas) -> str:
    return find(address, atlas).place.path


READ = [
    "海港街62号",
    "海港街62號",
    "海港街 62",
    "海港街甲62号",
    "海港街乙62号",
    "海港街丙62号",
    "海港街丁62号",
    "海港街六十二号",
    "海港街六二号",
    "海港街六十二",
    "海港街〇六二号",
    "海港街六十二之三号",
    "海港街一二三号",
    "海港街一百二十三号",
    "海港街一百零三號",
    "海港街第62号",
    "海港街第六十二号",
    "海港街，62号",
    "海港街，62号3楼",
    "海港街附62号",
    "海港街地下62号",
    "海港街62A号",
    "海港街62号甲",
    "海港街62-64号",
    "海港街62号至64号",
    "海港街六十二号至六十四号",
    "62号海港街",
    "62 海港街",
    "Harbour Street, 62",
    "Harbour Street, No. 62, Riverbend",
    "62 A Harbour Street",
    "62a, Harbour Street",
    "No62 Harbour Street",
    "No.62 Harbour Street",
    "No 62 Harbour Street",
    "#62 Harbour Street",
    "62bis Harbour Street",
    "62 bis Harbour Street",
    "62½ Harbour Street",
    "62 ½ Harbour Street",
    "62 1/2 Harbour Street",
    "Harbour Street Nos. 62-64",
    "Nos. 62-64 Harbour Street",
    "62 – 64 Harbour Street",
    "62 to 64 Harbour Street",
    "Flat 3/62 Harbour Street",
    "1/F, 62 Harbour Street",
    "62 Harbour Str.",
    # were right before
    "62弄3号 海港街62号",
    "海港街62巷5弄3號",
    "海港街62弄3号",
    "海港街62號5樓之2",
    "海港街62号附3号",
    "海港街62、64、66号",
    "海港街62－1号",
    "海港街(62号)",
    "海港街８８-６号",
    "海港街６２號之3",
    "海港街62号院3号楼2单元501室",
    "62 Harbour Street Flat 3",
    "62 Harbour Street, Room 501",
    "Room 501, 62 Harbour Street",
    "No. 62, Harbour Street",
    "海港街道海港街62号",
    "843300海港街62号",
    "843300 新疆阿拉尔市海港街62号",
]


@pytest.mark.parametrize("address", READ)
def test_a_house_number_is_read_however_it_is_written(address: str) -> None:
    found = find(address, both_halves())
    assert (found.place.path, found.how, found.is_number_read) == (WEST, "street", True)
    assert path(address, first_half()) == ROOT


@pytest.mark.parametrize(
    "address",
    [
        "海港街12号院3号楼2单元501室",
        "海港街12之3号",
        "海港街１２號之3",
        "海港街甲12号",
        "海港街十二号",
        "海港街一二号",
        "海港街〇一二号",
        "海港街廿二號",
        "海港街卅二號",
        "海港街二十号",
        "海港街12-1号",
        "海港街3-2-501",
        "12½ Harbour Street",
    ],
)
def test_the_lower_half_is_read_as_well(address: str) -> None:
    assert path(address, both_halves()) == path(address, first_half()) == EAST


@pytest.mark.parametrize(
    "address",
    [
        "海港街A62号",
        "海港街东62号",
        "海港街二百五号",
        "海港街三元里",
        "海港街13800138000",
        "海港街红星小区3号楼",
        "海港街3号楼",
        "海港街3栋",
        "海港街3段62号",
        "B12 Harbour Street",
        "3rd Harbour Street",
        "62 Old Harbour Street",
        "Harbour Street East 62",
    ],
)
def test_a_number_that_is_not_understood_is_never_none(address: str) -> None:
    found = find(address, first_half())
    assert (found.place.path, found.is_number_read) == (ROOT, False)
    whole = map_of(streets={"海港街": [(EAST, None, None)], "Harbour Street": [(EAST, None, None)]})
    found = find(address, whole)
    assert (found.place.path, found.how, found.is_number_read) == (EAST, "street", False)


@pytest.mark.parametrize(
    "address",
    [
        "海港街",
        "海港街3楼",
        "海港街三楼",
        "海港街501室",
        "海港街二单元",
        "Harbour Street",
        "Flat 3, Harbour Street",
        "Flat 3 Harbour Street",
        "Room 3 Harbour Street",
        "Building 3 Harbour Street",
        "Level 3 Harbour Street",
        "Shop 12 Harbour Street",
        "3/F Harbour Street",
        "Harbour Street Flat 3",
        "Harbour Street 843300",
        "Harbour Street, 843300",
        "843300 Harbour Street",
        "海港街 843300",
    ],
)
def test_a_flat_a_floor_and_a_postcode_are_no_house_numbers(address: str) -> None:
    found = find(address, both_halves())
    assert (found.place.path, found.how, found.is_number_read) == (BRANCH, "level_above", True)
    assert path(address, first_half()) == EAST


@pytest.mark.parametrize(
    "address",
    [
        "62/3 Harbour Street",
        "3/62 Harbour Street",
        "48-62 Harbour Street",
        "48 - 62 Harbour Street",
        "Harbour Street 48 to 62",
        "海港街48-62号",
        "海港街48号至62号",
        "海港街48号—62号",
        "海港街48到62号",
        "海港街四十八号至六十二号",
        "海港街48号和62号",
    ],
)
def test_of_two_numbers_both_are_asked(address: str) -> None:
    found = find(address, both_halves())
    assert (found.place.path, found.how) == (BRANCH, "level_above")
    assert path(address, first_half()) == ROOT


def test_of_two_numbers_who_has_both_takes_it() -> None:
    assert path("海港街48-62号", map_of(streets={"海港街": [(EAST, 1, 70), (WEST, 71, None)]})) == EAST
    above = map_of(streets={"海港街": [(BRANCH, None, None), (EAST, 1, 50)]})
    assert path("海港街48-62号", above) == BRANCH


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


# Words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("No. 12, King's Rd", ("12", ",", "kings", "road")),
        ("海港街12號", ("海", "港", "街", "12", "号")),
        ("海港街十二號", ("海", "港", "街", "12", "号")),
        ("五一路二百五号", ("五", "一", "路", "二", "百", "五", "号")),
        ("62½ Harbour Str.", ("62", "harbour", "street")),
        ("48 – 62", ("48", "-", "62")),
        ("Block A-3", ("block", "a", "3")),
        ("G/F, 3/F", ("g", "f", ",", "floor", "3")),
    ],
)
def test_words_of_an_address(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("name", "prefix"),
    [("河湾总工会", "河湾"), ("河湾市总工会", "河湾"), ("新疆阿拉尔市", "新疆阿拉尔"), ("东城", "东城")],
)
def test_a_place_is_known_by_its_name_without_what_it_is(name: str, prefix: str) -> None:
    assert tuple(prefix) in prefixes_of(words_of(name))
    assert ("新",) not in prefixes_of(words_of("新市"))
