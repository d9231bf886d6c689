"""A file of real requests goes through the desk's own moves."""

import csv
import gzip
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from unionhall.kernel.journal import verification
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Deadline, Matter, Message
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.models import Office
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures import clock
from unionhall.rooms.desk import procedure
from unionhall.rooms.desk.commands import command
from unionhall.rooms.desk.models import Request, Service

if TYPE_CHECKING:
    from tests.town import Town

HERE = Path(__file__).parent
SAMPLE = HERE / "samples" / "boston-1000.csv"
BOSTON = HERE.parents[4] / "examples" / "boston-311.toml"
MAP = """
source = "old"
[columns]
id = "no"
opened = "in"
due = "due"
closed = "out"
service = "what"
area = "where"
description = "说明"
[times]
zone = "Europe/London"
[areas]
below = { name = "Harbour" }
"""
HEAD = ["no", "in", "due", "out", "what", "where", "说明"]
ROW = ["1", "2025-05-05 10:00", "2025-05-07 10:00", "2025-05-06 10:00", "Repair", "Quay", "灯坏了"]


def carry(file: Path, map_file: Path = BOSTON, *more: str) -> Result:
    """Run the command on a file; rejected rows go beside it."""
    rejects = file.with_suffix(".rejected.csv") if file != SAMPLE else Path("/dev/null/none")
    arguments = ["import", str(file), "--map", str(map_file), "--rejects", str(rejects), *more]
    return CliRunner().invoke(command, arguments)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., tuple[Path, Path]]:
    """A file of such rows and its map."""

    def written(*rows: list[str], the_map: str = MAP, encoding: str = "utf-8") -> tuple[Path, Path]:
        file, map_file = tmp_path / "file.csv", tmp_path / "map.toml"
        with file.open("w", encoding=encoding, newline="") as out:
            csv.writer(out).writerows([HEAD, *rows])
        map_file.write_text(the_map, encoding="utf-8")
        return file, map_file

    return written


def sample() -> list[dict[str, str]]:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def boston(town: "Town", tmp_path: Path) -> Result:
    """The sample in the hall."""
    file = tmp_path / "boston.csv"
    file.write_bytes(SAMPLE.read_bytes())
    return carry(file)


def test_every_row_of_the_sample_is_carried_over(boston: Result) -> None:
    assert boston.exit_code == 0, boston.output
    assert "1,000 carried over" in boston.stdout
    assert Request.objects.filter(source_id__startswith="boston-311:").count() == 1_000
    assert list(verification.verify()) == []


def test_the_on_time_share_is_the_files_own(boston: Result) -> None:
    theirs = Counter(row["OnTime_Status"] for row in sample() if row["CASE_STATUS"] == "Closed")
    closed = Matter.objects.filter(kind__gt="", room="desk", closed_at__isnull=False)
    on_time = [matter for matter in closed if _is_on_time(matter)]
    assert (closed.count(), len(on_time)) == (theirs.total(), theirs["ONTIME"]) == (843, 671)


def _is_on_time(matter: Matter) -> bool:
    promise = matter.deadlines.filter(state="").first()
    return promise is None or bool(promise.due_at and matter.closed_at and matter.closed_at <= promise.due_at)


def test_each_row_makes_the_moves_of_the_procedure(
    town: "Town", write: Callable[..., tuple[Path, Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: Counter[str] = Counter()

    def watched(verb: Any) -> Any:
        def call(matter: Matter, **arguments: Any) -> Matter:
            made[verb.event] += 1
            moved: Matter = verb(matter, **arguments)
            return moved

        return call

    for name in ("carry_over", "accept", "answer"):
        monkeypatch.setattr(
            f"unionhall.rooms.desk.importing.carrying.procedure.{name}", watched(getattr(procedure, name))
        )
    carry(*write(ROW, ["2", *ROW[1:3], "", *ROW[4:]]))
    assert made == {"desk.carry_over": 2, "desk.accept": 2, "desk.answer": 1}
    assert Counter(Entry.objects.values_list("event", flat=True)) == made


def test_a_request_keeps_its_times_and_the_journal_both(
    town: "Town", write: Callable[..., tuple[Path, Path]]
) -> None:
    carry(*write(ROW))
    matter = Matter.objects.get()
    opened, closed = datetime(2025, 5, 5, 9, tzinfo=UTC), datetime(2025, 5, 6, 9, tzinfo=UTC)
    assert (matter.opened_at, matter.closed_at, matter.state) == (opened, closed, "answered")
    assert matter.deadlines.get(state="").due_at == datetime(2025, 5, 7, 9, tzinfo=UTC)
    times = list(Entry.objects.order_by("number").values_list("occurred_at", flat=True))
    assert times == [opened, opened, closed]
    assert all(entry.recorded_at > closed + timedelta(30) for entry in Entry.objects.all())


def test_services_and_areas_are_found_by_name_or_made(
    town: "Town", write: Callable[..., tuple[Path, Path]]
) -> None:
    known = ["2", *ROW[1:4], "getting to work", "Pier", ""]
    carry(*write(ROW, known))
    assert Matter.objects.get(kind="transport").place.name == {"en": "Pier"}
    assert Matter.objects.get(kind="repair").place == town.harbour_area
    assert Service.objects.count() == 2
    assert Place.objects.get(name__en="Pier").parent == town.harbour
    assert {matter.handler for matter in Matter.objects.all()} == {town.coordinator}


def test_a_second_run_finds_nothing_new(boston: Result, tmp_path: Path) -> None:
    before = Entry.objects.count()
    again = carry(tmp_path / "boston.csv")
    assert again.exit_code == 0
    assert "nothing new" in again.stdout
    assert Entry.objects.count() == before


def test_nobody_is_told_and_the_clock_acts_on_nothing(boston: Result) -> None:
    assert Matter.objects.overdue().count() > 50
    assert clock.tick() == 0
    assert not Notice.objects.exists()


def test_a_promise_that_is_still_to_come_runs_on(
    town: "Town", write: Callable[..., tuple[Path, Path]]
) -> None:
    soon = timezone.now() + timedelta(2)
    carry(*write([*ROW[:2], soon.isoformat(), "", *ROW[4:]]))
    matter = Matter.objects.get()
    assert matter.clock_at == matter.due_at == soon
    assert clock.tick(soon + timedelta(1)) == 1
    assert Matter.objects.get().state == "escalated"


def test_without_a_promise_nothing_is_due(town: "Town", write: Callable[..., tuple[Path, Path]]) -> None:
    carry(*write([*ROW[:2], "", "", *ROW[4:]]))
    assert Matter.objects.get().due_at is None
    assert not Deadline.objects.filter(state="").exists()


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


def test_odd_times_are_flagged_and_kept(town: "Town", write: Callable[..., tuple[Path, Path]]) -> None:
    early = ["1", "2025-05-05 10:00", "2025-05-04 10:00", "2025-05-01 10:00", *ROW[4:]]
    twice = ["2", "2025-10-26 01:30", "", "", *ROW[4:]]
    future = ["3", "2999-01-01 10:00", "", "", *ROW[4:]]
    assert "3 with odd times" in carry(*write(early, twice, future)).stdout
    flags = dict(Request.objects.values_list("source_id", "flags"))
    assert flags == {
        "old:1": ["closed_before_opened", "due_before_opened"],
        "old:2": ["at_a_change_of_clocks"],
        "old:3": ["in_the_future"],
    }


def test_an_id_that_stands_twice_counts_once(town: "Town", write: Callable[..., tuple[Path, Path]]) -> None:
    assert "1 carried over, 1 were here" in carry(*write(ROW, ROW)).stdout


def test_what_the_other_system_answered_is_the_answer(boston: Result) -> None:
    row = next(row for row in sample() if row["CASE_STATUS"] == "Closed")
    message = Message.objects.get(matter__request__source_id=f"boston-311:{row['CASE_ENQUIRY_ID']}")
    assert message.text == row["CLOSURE_REASON"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_is_read_in_either_encoding(
    town: "Town", write: Callable[..., tuple[Path, Path]], encoding: str
) -> None:
    assert carry(*write(ROW, encoding=encoding)).exit_code == 0
    assert Request.objects.get().description == "灯坏了"


def test_a_gzipped_file_is_read(town: "Town", write: Callable[..., tuple[Path, Path]]) -> None:
    file, map_file = write(ROW)
    file.write_bytes(gzip.compress(file.read_bytes()))
    assert carry(file, map_file).exit_code == 0
    assert Matter.objects.count() == 1


def test_a_workbook_is_read_with_its_own_dates_and_numbers(
    town: "Town", write: Callable[..., tuple[Path, Path]], tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEAD)
    sheet.append([7.0, datetime(2025, 5, 5, 10), datetime(2025, 5, 7, 10), None, "Repair", "Quay", "灯坏了"])  # noqa: DTZ001
    book.save(tmp_path / "file.xlsx")
    _file, map_file = write()
    assert carry(tmp_path / "file.xlsx", map_file).exit_code == 0
    request = Request.objects.get()
    assert request.source_id == "old:7"
    assert request.matter.opened_at == datetime(2025, 5, 5, 9, tzinfo=UTC)


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


def test_a_missing_map_is_a_bad_one(town: "Town", tmp_path: Path) -> None:
    assert carry(SAMPLE, tmp_path / "none.toml").exit_code == 2


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
    found = carry(*write(ROW))
    assert found.exit_code == 1
    assert "coordinator" in found.stderr
    assert not Matter.objects.exists()


def test_the_file_is_never_overwritten_by_its_rejects(
    town: "Town", write: Callable[..., tuple[Path, Path]]
) -> None:
    file, map_file = write(ROW)
    found = carry(file, map_file, "--rejects", str(file))
    assert found.exit_code == 1
    assert file.read_text(encoding="utf-8").startswith("no,")
