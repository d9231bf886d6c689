"""A file of real requests goes through the desk's own moves."""

import gzip
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from django.utils import timezone

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Deadline, Matter
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures import clock
from unionhall.rooms.desk.models import Request, Service
from unionhall.rooms.desk.procedure import asking, closing, handling
from unionhall.rooms.desk.tests.carrying import HEAD, ROW, carry

if TYPE_CHECKING:
    from tests.town import Town


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

    for module, name in ((asking, "carry_over"), (handling, "accept"), (closing, "answer")):
        monkeypatch.setattr(module, name, watched(getattr(module, name)))
    carry(*write(ROW, ["2", *ROW[1:3], "", *ROW[4:]]))
    assert made == {"desk.carry_over": 2, "desk.accept": 2, "desk.answer": 1}
    window_and_service = Counter({"things.added": 2})
    assert Counter(Entry.objects.values_list("event", flat=True)) == made + window_and_service


def test_a_request_keeps_its_times_and_the_journal_both(
    town: "Town", write: Callable[..., tuple[Path, Path]]
) -> None:
    carry(*write(ROW))
    matter = Matter.objects.get()
    opened, closed = datetime(2025, 5, 5, 9, tzinfo=UTC), datetime(2025, 5, 6, 9, tzinfo=UTC)
    assert (matter.opened_at, matter.closed_at, matter.state) == (opened, closed, "answered")
    assert matter.deadlines.get(state="").due_at == datetime(2025, 5, 7, 9, tzinfo=UTC)
    of_matter = Entry.objects.filter(stream=matter.stream)
    times = list(of_matter.order_by("number").values_list("occurred_at", flat=True))
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
