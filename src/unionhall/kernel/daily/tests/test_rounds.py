"""What is due once a day is done once a day, whenever the machine is on."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.racing import at_once
from tests.town import Town
from tests.working import work
from unionhall.ground import daily as ground
from unionhall.kernel.daily import rounds, tasks
from unionhall.kernel.daily.models import Done
from unionhall.kernel.places.models import Place

SHANGHAI = ZoneInfo("Asia/Shanghai")
MINUTES = timedelta(minutes=10)
did: Counter[str] = Counter()


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only work that counts how often it was done."""
    monkeypatch.setattr(ground, "_known", {})
    for name, at in (("midnight", "00:10"), ("night", "02:50"), ("morning", "05:40"), ("noon", "12:00")):
        ground.daily(name, at, erases=name == "night")(lambda name=name: did.update([name]))  # type: ignore[misc]
    did.clear()


@pytest.fixture
def union(town: Town) -> None:
    """A union in Shanghai, where every day's work of the third of May was done."""
    Place.objects.filter(parent=None).update(time_zone=SHANGHAI.key)
    on(at(3, 13), at(3, 14))
    did.clear()


def on(since: datetime, until: datetime) -> None:
    """A worker is there all that time."""
    while since < until:
        for name in rounds.due(since):
            rounds.do(name, since)
        since += MINUTES


def at(day: int, hour: int) -> datetime:
    return datetime.combine(date(2026, 5, day), time(hour), tzinfo=SHANGHAI)


def late(now: datetime) -> set[str]:
    return {each.daily.name for each in rounds.rounds(now) if each.is_late}


def test_a_machine_that_is_off_at_night_does_everything_each_day(union: None) -> None:
    for day in range(4, 11):
        on(at(day, 6), at(day, 23))
        assert late(at(day, 23)) == set()
    assert did == dict.fromkeys(("midnight", "night", "morning", "noon"), 7)


def test_a_machine_that_is_always_on_does_so_at_the_hours_of_the_hall(union: None) -> None:
    on(at(3, 14), at(4, 4))
    assert did == {"midnight": 1, "night": 1}
    on(at(4, 4), at(5, 0) + timedelta(minutes=20))
    assert did == {"midnight": 2, "night": 1, "morning": 1, "noon": 1}


def test_a_machine_that_was_suspended_for_days_does_it_once(union: None) -> None:
    on(at(4, 6), at(4, 13))
    on(at(9, 15), at(9, 16))
    assert did == dict.fromkeys(("midnight", "night", "morning", "noon"), 2), "one for each time it was on"


def test_a_clock_that_is_set_back_has_nothing_done_twice(union: None) -> None:
    on(at(6, 13), at(6, 14))
    on(at(5, 1), at(6, 23))
    assert did == dict.fromkeys(("midnight", "night", "morning", "noon"), 1)


def test_what_is_missed_is_late_an_hour_after_its_hour_however_long_ago(union: None) -> None:
    on(at(4, 6), at(4, 13))
    assert late(at(5, 3)) == {"midnight"}
    assert late(at(5, 4)) == {"midnight", "night"}
    assert late(at(6, 3)) == {"midnight", "night", "morning", "noon"}, "of the day before"


def test_what_fails_is_due_again_after_an_hour(union: None) -> None:
    def fail() -> None:
        raise OSError("the disk is full")

    ground.daily("failing", "00:00")(fail)
    with pytest.raises(OSError, match="full"):
        rounds.do("failing", at(4, 6))
    assert "failing" not in rounds.due(at(4, 6) + timedelta(minutes=59))
    assert "failing" in rounds.due(at(4, 6) + timedelta(minutes=61))
    assert late(at(4, 6)) >= {"failing"}


def test_a_hall_without_a_union_keeps_the_hours_of_utc(db: None) -> None:
    on(datetime(2026, 5, 4, 6, tzinfo=UTC), datetime(2026, 5, 4, 13, tzinfo=UTC))
    assert rounds.due(at(5, 1)) == [], "in UTC it is five in the afternoon"
    assert set(rounds.due(datetime(2026, 5, 5, 1, tzinfo=UTC))) == {"midnight"}


def test_what_is_no_longer_known_is_left_alone(db: None) -> None:
    assert not rounds.do("of an older release", at(4, 6))
    assert not Done.objects.exists()


def test_what_was_never_done_is_late_once_anything_was(union: None) -> None:
    Done.objects.all().delete()
    assert late(at(4, 23)) == set(), "a hall that is being opened"
    rounds.do("noon", at(4, 23))
    assert late(at(4, 23)) == {"midnight", "night", "morning"}


def test_a_name_is_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        ground.daily("night", "01:00")(lambda: None)


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_look_at_once_have_it_done_once() -> None:
    at_once([lambda: tasks.look(timestamp=0)] * 2)
    work()
    assert did == dict.fromkeys(("midnight", "night", "morning", "noon"), 1)
    assert rounds.due() == []
