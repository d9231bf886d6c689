"""What a file of requests may not be, and what is said of it."""

import csv
import gzip
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Office
from unionhall.kernel.places.models import Place
from unionhall.rooms.desk.importing import maps, sources
from unionhall.rooms.desk.models import ServiceVersion
from unionhall.rooms.desk.tests.carrying import HEAD, MAP, ROW, carry
from unionhall.rooms.desk.tests.filling import SAMPLE

if TYPE_CHECKING:
    from tests.town import Town


def test_what_cannot_be_used_is_rejected_with_its_reason(
    town: "Town", write: Callable[..., tuple[Path, Path]]
) -> None:
    file, map_file = write(
        ROW, ["", *ROW[1:]], ["3", "yesterday", *ROW[2:]], ["4", "2025-05-05"], ["5", *ROW[1:4], "", *ROW[5:]]
    )
    found = carry(file, map_file)
    assert found.exit_code == 0
    assert "4 rejected" in found.stdout
    with file.with_suffix(".rejected.csv").open(encoding="utf-8", newline="") as rejected:
        rows = list(csv.DictReader(rejected))
    assert [row["row"] for row in rows] == ["3", "4", "5", "6"]
    assert [row["reason"] for row in rows] == [
        "no is empty",
        "in is not a time as the map says: yesterday",
        "it has more or fewer cells than the header",
        "what is empty",
    ]


def test_no_rejected_row_is_a_formula_and_each_comes_back_as_it_was(
    town: "Town", write: Callable[..., tuple[Path, Path]]
) -> None:
    file, map_file = write(["7", "yesterday", *ROW[2:-1], "=1+1"])
    carry(file, map_file)
    rejects = file.with_suffix(".rejected.csv")
    with rejects.open(encoding="utf-8", newline="") as rejected:
        (kept,) = csv.reader(rejected.readlines()[1:])
    assert kept[-1] == "'=1+1"
    with sources.opened(rejects, maps.read(map_file)) as source:
        (again,) = source.rows
    assert again.cells
    assert list(again.cells.values())[-1] == "=1+1"


@pytest.mark.parametrize(
    ("the_map", "why"),
    [
        ("source = ", "not TOML"),
        (MAP.replace('id = "no"', ""), "lacks id"),
        (MAP.replace('"what"', '"which"'), "has no column 'which'"),
        (MAP.replace("Europe/London", "London"), "must be a zone"),
        (MAP + "[extra]\n", "extra is not known"),
        (MAP.replace('below = { name = "Harbour" }', ""), "below is missing"),
        (MAP + '[channels]\nFax = "fax"\n', "'Fax' must be one of"),
        (MAP + "[services]\namount = 0\n", "whole number"),
    ],
)
def test_a_bad_map_is_refused_with_a_word_on_what_is_wrong(
    town: "Town", write: Callable[..., tuple[Path, Path]], the_map: str, why: str
) -> None:
    found = carry(*write(ROW, the_map=the_map))
    assert found.exit_code == 2, found.output
    assert why in found.stderr
    assert not Matter.objects.exists()


def test_a_column_that_stands_twice_is_refused(town: "Town", tmp_path: Path) -> None:
    file, map_file = tmp_path / "twice.csv", tmp_path / "map.toml"
    file.write_text(f"{','.join([*HEAD, 'out'])}\n{','.join([*ROW, ''])}\n", encoding="utf-8")
    map_file.write_text(MAP, encoding="utf-8")
    found = carry(file, map_file)
    assert (found.exit_code, Matter.objects.count()) == (2, 0)
    assert "2 columns 'out'" in found.stderr


def test_a_mark_before_a_text_is_no_part_of_its_first_column(town: "Town", tmp_path: Path) -> None:
    file, map_file = tmp_path / "marked.csv", tmp_path / "map.toml"
    file.write_text(f"{','.join(HEAD)}\n{','.join(ROW)}\n", encoding="utf-8-sig")
    map_file.write_text(f'{MAP}[file]\nencoding = "utf-8"\n', encoding="utf-8")
    assert "1 carried over" in carry(file, map_file).stdout


def test_a_text_that_says_its_encoding_is_read(town: "Town", tmp_path: Path) -> None:
    file, map_file = tmp_path / "wide.csv", tmp_path / "map.toml"
    file.write_text(f"{','.join(HEAD)}\n{','.join(ROW)}\n", encoding="utf-16")
    map_file.write_text(MAP, encoding="utf-8")
    assert "1 carried over" in carry(file, map_file).stdout


def test_an_encoding_that_nobody_can_tell_is_asked_for(town: "Town", tmp_path: Path) -> None:
    file, map_file = tmp_path / "latin.csv", tmp_path / "map.toml"
    file.write_text(f"{','.join([*HEAD[:-1], 'words'])}\n{','.join([*ROW[:-1], 'Müller'])}\n", "cp1252")
    plain_map = MAP.replace(HEAD[-1], "words")
    map_file.write_text(plain_map, encoding="utf-8")
    found = carry(file, map_file)
    assert found.exit_code != 0
    assert "[file] encoding" in found.stderr
    map_file.write_text(f'{plain_map}[file]\nencoding = "cp1252"\n', encoding="utf-8")
    assert "1 carried over" in carry(file, map_file).stdout


def test_a_missing_map_is_a_bad_one(town: "Town", tmp_path: Path) -> None:
    assert carry(SAMPLE, tmp_path / "none.toml").exit_code == 2


def test_an_error_of_a_workbook_becomes_no_place_and_no_service(town: "Town", tmp_path: Path) -> None:
    file, map_file = tmp_path / "errors.xlsx", tmp_path / "map.toml"
    book = openpyxl.Workbook()
    for row in (HEAD, ROW, ["2", *ROW[1:5], "#N/A", "x"], ["3", *ROW[1:4], "#REF!", *ROW[5:]]):
        book.worksheets[0].append(row)
    book.save(file)
    map_file.write_text(MAP, encoding="utf-8")
    carry(file, map_file)
    assert not Place.objects.filter(name__en__startswith="#").exists()
    assert not ServiceVersion.objects.filter(title__en__startswith="#").exists()


def test_a_missing_file_is_a_failure(town: "Town", tmp_path: Path) -> None:
    assert carry(tmp_path / "none.csv").exit_code == 1


def test_a_file_that_breaks_off_is_a_failure(town: "Town", write: Callable[..., tuple[Path, Path]]) -> None:
    file, map_file = write(ROW)
    file.write_bytes(gzip.compress(file.read_bytes())[:-20])
    found = carry(file, map_file)
    assert found.exit_code == 1
    assert "can't be read" in found.stderr


def test_where_nobody_answers_nothing_is_carried_over(
    town: "Town", write: Callable[..., tuple[Path, Path]]
) -> None:
    Office.objects.all().delete()
    before = Place.objects.count()
    found = carry(*write(ROW))
    assert found.exit_code == 1
    assert "coordinator" in found.stderr
    assert not Matter.objects.exists()
    assert Place.objects.count() == before


def test_the_file_is_never_overwritten_by_its_rejects(
    town: "Town", write: Callable[..., tuple[Path, Path]]
) -> None:
    file, map_file = write(ROW)
    found = carry(file, map_file, "--rejects", str(file))
    assert found.exit_code == 1
    assert file.read_text(encoding="utf-8").startswith("no,")
