"""The clock acts after a promise is broken: not a moment before, and once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

import pytest
from django.utils import timezone

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Deadline, Matter, Party
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.procedures import clock
from unionhall.rooms.desk.procedure import asking, closing, handling

if TYPE_CHECKING:
    from tests.town import Town

Time: TypeAlias = Callable[[datetime], None]
INSTANT = timedelta(microseconds=1)
THURSDAY = datetime(2027, 3, 25, 10, 0, tzinfo=UTC)


@pytest.fixture
def it_is(monkeypatch: pytest.MonkeyPatch) -> Time:
    """Sets what time it is in the hall."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def promised(town: "Town", amount: int, unit: str) -> Matter:
    """A request that was taken on at once, so that only the promise runs."""
    town.desk.service.amount, town.desk.service.unit = amount, unit
    matter: Matter = handling.accept(town.desk.ask(), actor=town.steward)
    return matter


@pytest.mark.parametrize(
    ("days", "end_of_day"),
    [
        (2, datetime(2027, 3, 28, 0, 0, tzinfo=UTC)),  # the last day of winter time ends at midnight UTC
        (3, datetime(2027, 3, 28, 23, 0, tzinfo=UTC)),  # the clocks went forward on this day
    ],
)
def test_a_date_is_late_from_the_next_local_day(
    town: "Town", it_is: Time, days: int, end_of_day: datetime
) -> None:
    it_is(THURSDAY)
    promised(town, days, "days")
    assert clock.tick(end_of_day - INSTANT) == 0
    assert clock.tick(end_of_day) == 1
    assert Matter.objects.get().state == "escalated"


def test_a_date_is_late_from_the_next_day_where_the_clocks_go_back(town: "Town", it_is: Time) -> None:
    it_is(datetime(2027, 10, 29, 10, 0, tzinfo=UTC))
    promised(town, 2, "days")
    assert clock.tick(datetime(2027, 10, 31, 23, 59, 59, 999999, tzinfo=UTC)) == 0
    assert clock.tick(datetime(2027, 11, 1, tzinfo=UTC)) == 1


def test_an_instant_is_late_after_it(town: "Town", it_is: Time) -> None:
    it_is(THURSDAY)
    promised(town, 80, "hours")  # over the change to summer time: hours are hours
    assert clock.tick(THURSDAY + timedelta(hours=80)) == 0
    assert clock.tick(THURSDAY + timedelta(hours=80) + INSTANT) == 1


def test_it_acts_once_on_each_limit(town: "Town", it_is: Time) -> None:
    it_is(THURSDAY)
    promised(town, 1, "hours")
    later = THURSDAY + timedelta(hours=2)
    assert [clock.tick(later), clock.tick(later), clock.tick(later + timedelta(minutes=1))] == [1, 0, 0]
    assert Entry.objects.filter(event="desk.escalate").count() == 1


def test_it_never_acts_on_what_is_closed(town: "Town", it_is: Time) -> None:
    it_is(THURSDAY)
    closing.answer(promised(town, 1, "hours"), actor=town.steward, text="Done")
    assert clock.tick(THURSDAY + timedelta(days=900)) == 0


def test_it_stands_still_while_the_hall_waits_for_the_member(town: "Town", it_is: Time) -> None:
    it_is(THURSDAY)
    matter = handling.ask_member(promised(town, 2, "days"), actor=town.steward, text="Which line?")
    clock.tick(THURSDAY + timedelta(days=40))
    assert Matter.objects.get(pk=matter.pk).state == "waiting"
    assert not Entry.objects.filter(event="desk.escalate").exists()


def test_a_silent_member_is_reminded_and_nothing_closes_by_itself(town: "Town", it_is: Time) -> None:
    it_is(THURSDAY)
    matter = handling.ask_member(promised(town, 2, "days"), actor=town.steward, text="Which line?")
    for day in range(30):
        clock.tick(THURSDAY + timedelta(days=day))
    events = list(Entry.objects.filter(stream=matter.stream, number__gt=3).values_list("event", flat=True))
    assert events == ["desk.remind", "desk.fall_silent"]
    assert Notice.objects.filter(person=town.member, event="desk.remind").count() == 1


def test_what_runs_out_while_nothing_can_be_done_is_acted_on_when_it_goes_on(
    town: "Town", it_is: Time
) -> None:
    it_is(THURSDAY)
    due_at = THURSDAY + timedelta(hours=3)
    matter = asking.new_matter(town.desk.service, town.north, subject=None)
    asking.carry_over(
        matter, actor=HALL, request=town.desk.request(), due_at=due_at
    )  # made elsewhere, so it can't stand still
    Party.objects.create(matter=matter, person=town.member)
    matter = handling.accept(matter, actor=town.steward)
    matter = handling.ask_member(matter, actor=town.steward, text="Which line?")
    clock.tick(due_at + INSTANT)
    assert Matter.objects.get().state == "waiting"
    it_is(due_at + timedelta(hours=1))
    handling.reply(matter, actor=town.member, text="Line 3")
    assert clock.tick(due_at + timedelta(hours=1)) == 1
    assert Matter.objects.get().state == "escalated"


def test_several_limits_that_ran_out_together_are_acted_on_in_their_order(town: "Town", it_is: Time) -> None:
    it_is(THURSDAY)
    matter = promised(town, 30, "hours")
    handling.hand_over(matter, actor=town.steward, adviser=town.caseworker)
    clock.tick(THURSDAY + timedelta(days=3))
    events = list(Entry.objects.filter(stream=matter.stream, number__gt=3).values_list("event", flat=True))
    assert events == ["desk.give_back", "desk.escalate"]
    late = Deadline.objects.running().filter(due_at__lt=THURSDAY + timedelta(days=3), missed_at=None)
    assert not late.exists()


def test_a_matter_that_fails_does_not_stop_the_others(
    town: "Town", it_is: Time, caplog: pytest.LogCaptureFixture
) -> None:
    it_is(THURSDAY)
    broken, sound = promised(town, 1, "hours"), promised(town, 2, "hours")
    Matter.objects.filter(pk=broken.pk).update(procedure_version=99)
    assert clock.tick(THURSDAY + timedelta(hours=3)) == 1
    assert Matter.objects.get(pk=sound.pk).state == "escalated"
    assert Deadline.objects.get(matter=broken, state="").missed_at is None
    assert broken.reference in caplog.text


def test_it_acts_on_at_most_so_many_at_a_time(town: "Town", it_is: Time) -> None:
    it_is(THURSDAY)
    for _ in range(3):
        promised(town, 1, "hours")
    assert [clock.tick(THURSDAY + timedelta(hours=2), most=2) for _ in range(2)] == [2, 1]


def test_a_reminder_makes_nobody_late(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    matter = handling.ask_member(matter, actor=town.steward, text="Which line?")
    reminder = matter.deadlines.get(rule="desk.member_reminder")
    assert reminder.due_at is not None
    clock.tick(reminder.due_at + timedelta(seconds=1))
    matter.refresh_from_db()
    assert matter.due_at == matter.deadlines.get(rule="desk.member_silence").due_at
    assert matter.due_at is not None
    assert matter.due_at > reminder.due_at
