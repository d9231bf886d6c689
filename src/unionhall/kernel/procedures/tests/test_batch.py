"""A batch writes what the same moves write one by one, without telling anybody."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from unionhall.kernel.journal import verification
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Deadline, Matter, Message, Party, Wording
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.procedures import clock, packs
from unionhall.kernel.procedures.refusals import NotNow
from unionhall.kernel.procedures.work import batch
from unionhall.rooms.desk.models import Request
from unionhall.rooms.desk.procedure import asking, closing, handling

if TYPE_CHECKING:
    from tests.town import Town

JANUARY = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
AHEAD = datetime(2099, 1, 12, 9, 0, tzinfo=UTC)
ROWS = (Matter, Request, Entry, Deadline, Party, Wording, Message)
OWN = {"id", "matter_id", "stream", "digest", "journal_head", "recorded_at", "changed_at"}
OF_THE_CLOCK = {"clock_at", "missed_at"}


def lives(town: "Town") -> None:
    """Four requests of the past: kept, broken, open and overdue, and open with a promise ahead."""
    for number in range(4):
        begun = JANUARY + timedelta(days=number)
        matter = asking.new_matter(town.desk.service, town.north, subject=None)
        due_at = AHEAD if number == 3 else begun + timedelta(days=2)
        request = town.desk.request(source_id=f"old:{number}", channel="file")
        asking.carry_over(matter, actor=HALL, request=request, due_at=due_at, at=begun)
        handling.accept(matter, actor=HALL, at=begun + timedelta(hours=1))
        if number < 2:
            closing.answer(matter, actor=HALL, at=begun + timedelta(days=1 + 3 * number), text="Done")


def written(without: set[str]) -> dict[str, list[dict[str, Any]]]:
    """Every row, without what differs from one writing to the next."""
    rows = {model: model._default_manager.order_by("pk").values() for model in ROWS}
    return {
        model.__name__: sorted(
            ({name: value for name, value in row.items() if name not in without} for row in found), key=repr
        )
        for model, found in rows.items()
    }


def test_it_writes_what_single_moves_write(town: "Town", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.token_bytes", bytes)  # the salt of each matter
    packs.version_id("generic")
    savepoint = transaction.savepoint()
    lives(town)
    single = written(OWN | OF_THE_CLOCK)
    transaction.savepoint_rollback(savepoint)
    with batch():
        lives(town)
    assert written(OWN | OF_THE_CLOCK) == single
    assert list(verification.verify()) == []


def test_nobody_is_told(town: "Town") -> None:
    with batch():
        lives(town)
    assert not Notice.objects.exists()


def test_what_was_late_already_is_late_and_no_clock_acts_on_it(town: "Town") -> None:
    with batch():
        lives(town)
    missed = Deadline.objects.filter(state="").order_by("starts_at").values_list("missed_at", flat=True)
    assert [moment is not None for moment in missed] == [False, True, True, False]
    assert clock.tick() == 0
    assert Matter.objects.overdue().count() == 1


def test_a_promise_ahead_is_acted_on_in_its_time(town: "Town") -> None:
    with batch():
        lives(town)
    assert [clock.tick(AHEAD), clock.tick(AHEAD + timedelta(days=1))] == [0, 1]


def test_nothing_is_written_when_it_fails(town: "Town") -> None:
    def fail() -> None:
        with batch():
            lives(town)
            matter = asking.new_matter(town.desk.service, town.north, subject=None)
            asking.carry_over(matter, actor=HALL, request=town.desk.request(), due_at=None, at=JANUARY)
            handling.accept(matter, actor=HALL, at=JANUARY)
            handling.accept(matter, actor=HALL, at=JANUARY)

    with pytest.raises(NotNow):
        fail()
    assert not Matter.objects.exists()


def test_it_moves_only_what_began_in_it(town: "Town") -> None:
    matter = town.desk.ask()
    with pytest.raises(ValueError, match="it began"), batch():
        handling.accept(matter, actor=HALL)


def test_it_only_adds(town: "Town") -> None:
    kept = Party.objects.filter(matter=town.desk.ask())
    with batch() as gathered:
        with pytest.raises(ValueError, match="a batch only adds"):
            gathered.change(kept, capacity="witness")
        with pytest.raises(ValueError, match="a batch only adds"):
            gathered.delete(kept)
    assert kept.get().capacity == "member"
