"""Addresses as people write them find the area of the house, or nobody guesses."""

from time import process_time

import pytest

from unionhall.kernel.places.addresses import words_of
from unionhall.kernel.places.atlas import Atlas
from unionhall.kernel.places.tests.drawn import BRANCH, EAST, HALVES, ROOT, WEST, find, map_of, path

FIRST_HALF = [(EAST, 1, 50)]


def both_halves() -> Atlas:
    return map_of(streets={"海港街": HALVES, "Harbour Street": HALVES})


def first_half() -> Atlas:
    """The usual first list: the rest of the street is nobody's."""
    return map_of(streets={"海港街": FIRST_HALF, "Harbour Street": FIRST_HALF})


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
    "海港街，门牌62号",
    "海港街门牌62",
    "海港街编号62",
    "海港街门牌号：六十二号",
    "海港街陆拾贰号",
    "海港街陸拾貳號",
    "Harbour Street, House 62",
    "House No. 62, Harbour Street",
    "No. 5, Lane 62, Harbour Street",
    "Flat 3/62, Harbour Street",
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
        "海港街壹拾贰号",
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
        "海港街，62巷3號",
        "海港街，62弄3号",
        "海港街，东62号",
        "海港街，A62号",
        "海港街东侧62",
        "海港街陆拾贰",
        "海港街10万号",
        "10万号海港街",
        "Harbour Street, No. 62 rear",
        "Harbour Street, B12",
        "Harbour Street, sixty-two",
        "Plot 62, Harbour Street",
        "No. 62, Sec. 3, Harbour Street",
        "Harbour Street Lane 62",
        "Flat 12-8 Harbour Street",
        "sixty-two Harbour Street",
        "Sixty-two, Harbour Street",
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
        "海港街陆家嘴",
        "第一师12团，海港街",
        "Flat one, Harbour Street",
        "Harbour Street, London SW1A 1AA",
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


@pytest.mark.parametrize(
    "address", ["海港街" * 100, "海港街" + "一" * 297, "海港街甲" * 75, "1 Harbour Street " * 18]
)
def test_a_street_named_again_and_again_takes_no_longer_than_any(address: str) -> None:
    atlas = both_halves()
    begin = process_time()
    for _lap in range(10):
        find(address, atlas)
    assert (process_time() - begin) / 10 < 0.1  # some 25 ms, and 265 with whole addresses read around each


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
