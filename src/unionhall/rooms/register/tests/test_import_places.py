"""Branches and service areas from a file."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from unionhall.kernel.places.models import Place
from unionhall.rooms.register.commands import command

if TYPE_CHECKING:
    from tests.town import Town

FILE = """编码,类型,名称,英文名称,上级,地址,日历
B1-A,服务片区,东区,East,B1,码头路一号,
B1,分会,河湾棉纺厂,River Mill,,,cn
,,West,,River Mill,,
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "places.csv"


def bring(file: Path, text: str, *options: str) -> Result:
    file.write_text(text)
    return CliRunner().invoke(command, ["places", str(file), "--language", "en", *(options or ("--write",))])


def test_places_come_in_below_each_other_in_any_order(town: "Town", file: Path) -> None:
    assert bring(file, FILE).exit_code == 0
    mill = Place.objects.get(code="B1")
    east = Place.objects.get(code="B1-A")
    west = Place.objects.get(name__en="West")
    assert (mill.parent, east.parent, west.parent) == (town.union, mill, mill)
    assert (mill.kind, east.kind, west.kind) == ("branch", "area", "area")
    assert mill.name == {"zh-hans": "河湾棉纺厂", "en": "River Mill"}
    assert (mill.calendar, east.address) == ("CN", "码头路一号")


def test_how_to_reach_a_place_comes_in_and_language_by_language(town: "Town", file: Path) -> None:
    head = "name,telephone,opening hours,opening hours in simplified Chinese,when it is urgent\n"
    assert bring(file, head + "Ferry,555 0130,Daily 6 to 22,每天 6–22 点,先打急救电话\n").exit_code == 0
    quay = Place.objects.get(name__en="Ferry")
    assert (quay.telephone, quay.urgent) == ("555 0130", {"zh-hans": "先打急救电话"})
    assert quay.hours == {"en": "Daily 6 to 22", "zh-hans": "每天 6–22 点"}
    assert bring(file, "name,opening hours\nFerry,Daily 7 to 21\n").exit_code == 0
    quay.refresh_from_db()
    assert quay.hours == {"en": "Daily 7 to 21", "zh-hans": "每天 6–22 点"}
    assert quay.telephone == "555 0130"


def test_the_same_file_again_changes_nothing_and_a_newer_one_what_it_says(town: "Town", file: Path) -> None:
    bring(file, FILE)
    before = list(Place.objects.order_by("pk").values())
    bring(file, FILE)
    assert before == list(Place.objects.order_by("pk").values())
    bring(file, FILE.replace("码头路一号", "码头路二号").replace("River Mill,,,cn", "Cotton Mill,,,"))
    assert Place.objects.get(code="B1-A").address == "码头路二号"
    changed = Place.objects.get(code="B1")
    assert (changed.name["en"], changed.calendar) == ("Cotton Mill", "CN")


def test_a_trial_and_a_file_with_an_error_write_nothing(town: "Town", file: Path) -> None:
    before = Place.objects.count()
    assert bring(file, FILE, "--language", "en").exit_code == 0
    wrong = bring(file, FILE + "B2,planet,X,,,,\nB3,union,Y,,B1,,\n,,Z,,Nowhere,,\nB1,分会,河湾棉纺厂,,,,\n")
    assert wrong.exit_code == 1
    assert Place.objects.count() == before
    for said in (
        "Row 5, 类型: “planet” is no kind of place",
        "Row 6, 上级: A place of kind “Union” can't belong to one of kind “Branch or workplace”",
        "Row 7, 上级: There is no “Nowhere” here",
        "Row 8, 上级: Row 3 is the same place",
    ):
        assert said in wrong.output


def test_a_file_moves_no_place_and_changes_no_kind(town: "Town", file: Path) -> None:
    bring(file, FILE)
    moved = bring(file, "Code,Name,Belongs to\nB1,River Mill,Harbour\n")
    assert "elsewhere" in moved.output
    changed = bring(file, "Code,Name,Kind\nB1,River Mill,area\n")
    assert "can't change the kind" in changed.output


def test_the_union_itself_can_be_corrected(town: "Town", file: Path) -> None:
    assert bring(file, "Name,Address\nTown Union,1 High Street\n").exit_code == 0
    town.union.refresh_from_db()
    assert town.union.address == "1 High Street"


@pytest.mark.parametrize("written", ["pinyin", "Pinyin", "by pinyin", "拼音"])
def test_a_union_says_in_its_list_in_which_order_it_names_people(
    town: "Town", file: Path, written: str
) -> None:
    assert town.mill.order == "alphabet"
    assert bring(file, f"name in English,order of names\nTown Union,{written}\n").exit_code == 0
    assert Place.objects.get(pk=town.mill.pk).order == "pinyin"
    refused = bring(file, "name in English,order of names\nTown Union,by size\n")
    assert refused.exit_code == 1
    assert "no order of names" in refused.output
