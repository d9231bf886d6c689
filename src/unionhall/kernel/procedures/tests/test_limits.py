"""Promises that are stopped, resumed, extended and renewed."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from unionhall.kernel.matters.models import Deadline, Matter, Pause
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.desk.procedure import after, asking, closing, handling

if TYPE_CHECKING:
    from tests.town import Town

MONDAY = datetime(2027, 2, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
def it_is(monkeypatch: pytest.MonkeyPatch) -> "Time":
    return Time(monkeypatch)


class Time:
    """Sets what time it is in the hall, in days after Monday."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch
        self(0)

    def __call__(self, days: float) -> datetime:
        moment = MONDAY + timedelta(days=days)
        self.monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment


def taken_on(town: "Town", days: int) -> Matter:
    town.desk.service.amount, town.desk.service.unit = days, "days"
    matter: Matter = handling.accept(town.desk.ask(), actor=town.steward)
    return matter


def promise(matter: Matter) -> Deadline:
    deadline: Deadline = matter.deadlines.filter(state="").latest("pk")
    return deadline


def test_every_pause_moves_the_promise(town: "Town", it_is: Time) -> None:
    matter = taken_on(town, 5)
    first_due = promise(matter).due_on
    assert first_due is not None
    for begin in (1, 4, 7, 10):
        it_is(begin)
        matter = handling.ask_member(matter, actor=town.steward, text="Which line?")
        it_is(begin + 2)
        matter = handling.reply(matter, actor=town.member, text="Line 3")
    assert promise(matter).due_on == first_due + timedelta(days=8)
    assert not Pause.objects.filter(until_at=None).exists()
    assert len(promise(matter).explanation["pauses"]) == 4


def test_a_promise_that_was_broken_before_the_question_stays_broken(town: "Town", it_is: Time) -> None:
    matter = taken_on(town, 1)
    due_at = promise(matter).due_at
    clock.tick(it_is(3))
    matter = handling.accept(matter, actor=town.mill_coordinator)
    matter = handling.ask_member(matter, actor=town.mill_coordinator, text="Which line?")
    assert promise(matter).due_at == due_at
    it_is(5)
    matter = handling.reply(matter, actor=town.member, text="Line 3")
    assert (promise(matter).due_at, promise(matter).missed_at) == (due_at, MONDAY + timedelta(days=3))


def test_an_extension_is_given_once_and_moves_the_promise(town: "Town", it_is: Time) -> None:
    matter = taken_on(town, 2)
    before = matter.due_at
    assert before is not None
    matter = handling.extend(matter, actor=town.steward, text="The bus company has not answered.")
    assert matter.due_at == before + timedelta(days=5)
    with pytest.raises(NotAllowed):
        handling.extend(matter, actor=town.steward, text="Still not.")


def test_an_extension_that_comes_too_late_does_not_make_it_escalate_again(town: "Town", it_is: Time) -> None:
    matter = taken_on(town, 1)
    clock.tick(it_is(2))
    now = it_is(30)
    matter = handling.accept(matter, actor=town.mill_coordinator)
    matter = handling.extend(matter, actor=town.mill_coordinator, text="I was told only now.")
    assert promise(matter).missed_at is not None
    assert clock.tick(now) == 0


def test_a_matter_opened_again_is_promised_the_same_time_once_more(town: "Town", it_is: Time) -> None:
    matter = closing.answer(taken_on(town, 3), actor=town.steward, text="Done")
    it_is(10)
    matter = after.reopen(matter, actor=town.member)
    assert promise(matter).starts_at == MONDAY + timedelta(days=10)
    assert promise(matter).due_on == (MONDAY + timedelta(days=13)).date()
    assert matter.due_at == promise(matter).due_at


def test_a_promise_from_another_system_is_kept_as_it_is(town: "Town", it_is: Time) -> None:
    due_at = MONDAY + timedelta(days=3, hours=5)
    matter = asking.new_matter(town.desk.service, town.north, subject=None)
    matter = asking.carry_over(matter, actor=HALL, request=town.desk.request(), due_at=due_at)
    matter = handling.accept(matter, actor=town.steward)
    assert (promise(matter).due_at, promise(matter).due_on) == (due_at, None)
    handling.ask_member(matter, actor=town.steward, text="Which line?")
    assert promise(matter).due_at == due_at


def test_a_matter_without_a_promise_has_none_but_does_not_wait_forever(town: "Town", it_is: Time) -> None:
    matter = asking.new_matter(town.desk.service, town.north, subject=None)
    matter = asking.carry_over(matter, actor=HALL, request=town.desk.request(), due_at=None)
    matter = handling.accept(matter, actor=town.steward)
    assert [deadline.rule for deadline in matter.running] == ["desk.again"]


def test_what_is_answered_in_time_was_not_missed_though_it_is_written_down_later(
    town: "Town", it_is: Time
) -> None:
    matter = taken_on(town, 1)
    clock.tick(it_is(5))
    matter = closing.answer(matter, actor=HALL, at=MONDAY + timedelta(hours=1), text="By telephone")
    assert promise(matter).missed_at is None


def test_a_withdrawal_ends_the_pause_too(town: "Town", it_is: Time) -> None:
    matter = handling.ask_member(taken_on(town, 3), actor=town.steward, text="Which line?")
    it_is(1)
    matter = closing.withdraw(matter, actor=town.member)
    assert Pause.objects.get(matter=matter).until_at == MONDAY + timedelta(days=1)
    assert (matter.due_at, matter.clock_at) == (None, None)
