"""When a notice may leave: never in quiet hours, and once a day where its person wants it so."""

from datetime import datetime, time

import pytest

from unionhall.kernel.notices.models import Hours, Notice
from unionhall.kernel.notices.moments import may_leave_at


def leaves(hours: Hours | None, at: str, *, rings: bool = True, urgent: bool = False, now: str = "") -> str:
    """When a notice of that moment leaves."""
    notice = Notice(created_at=datetime.fromisoformat(at), urgent=urgent)
    found = may_leave_at(notice, hours, datetime.fromisoformat(now or at), rings=rings)
    return found.astimezone(hours.zone if hours else None).isoformat(timespec="minutes")


def hours(zone: str = "Asia/Shanghai", start: int = 22, end: int = 7, **more: object) -> Hours:
    return Hours(time_zone=zone, quiet_from=time(start), quiet_until=time(end), **more)


@pytest.mark.parametrize(
    ("at", "leaves_at"),
    [
        ("2026-11-22T13:59:00+00:00", "2026-11-22T21:59+08:00"),
        ("2026-11-22T14:00:00+00:00", "2026-11-23T07:00+08:00"),
        ("2026-11-22T20:00:00+00:00", "2026-11-23T07:00+08:00"),
        ("2026-11-22T22:59:00+00:00", "2026-11-23T07:00+08:00"),
        ("2026-11-22T23:00:00+00:00", "2026-11-23T07:00+08:00"),
    ],
)
def test_nothing_rings_from_ten_to_seven(at: str, leaves_at: str) -> None:
    assert leaves(hours(), at) == leaves_at


def test_quiet_hours_may_lie_within_a_day() -> None:
    napping = hours(start=13, end=15)
    assert leaves(napping, "2026-11-22T14:00:00+08:00") == "2026-11-22T15:00+08:00"
    assert leaves(napping, "2026-11-22T23:00:00+08:00") == "2026-11-22T23:00+08:00"


def test_the_same_hour_twice_is_no_quiet_at_all() -> None:
    assert leaves(hours(start=0, end=0), "2026-11-22T03:00:00+08:00") == "2026-11-22T03:00+08:00"


def test_a_letter_makes_no_noise() -> None:
    assert leaves(hours(), "2026-11-22T23:30:00+08:00", rings=False) == "2026-11-22T23:30+08:00"


def test_what_is_urgent_waits_too_unless_its_person_says_otherwise() -> None:
    night = "2026-11-22T23:30:00+08:00"
    assert leaves(hours(), night, urgent=True) == "2026-11-23T07:00+08:00"
    assert leaves(hours(urgent_anyway=True), night, urgent=True) == "2026-11-22T23:30+08:00"
    assert leaves(hours(urgent_anyway=True), night) == "2026-11-23T07:00+08:00"


def test_once_a_day_is_the_next_time_of_the_day() -> None:
    daily = hours(daily_at=time(18))
    assert leaves(daily, "2026-11-22T09:00:00+08:00") == "2026-11-22T18:00+08:00"
    assert leaves(daily, "2026-11-22T18:30:00+08:00", rings=False) == "2026-11-23T18:00+08:00"
    late = "2026-11-22T19:00:00+08:00"
    assert leaves(daily, "2026-11-22T09:00:00+08:00", now=late) == "2026-11-22T19:00+08:00"


def test_a_daily_time_at_night_rings_in_the_morning() -> None:
    assert leaves(hours(daily_at=time(23)), "2026-11-22T09:00:00+08:00") == "2026-11-23T07:00+08:00"


def test_clocks_that_change_are_followed() -> None:
    berlin = hours("Europe/Berlin", 1, 3)
    assert leaves(berlin, "2027-03-28T00:30:00+00:00") == "2027-03-28T03:00+02:00"
    assert leaves(berlin, "2026-10-25T00:30:00+00:00") == "2026-10-25T03:00+01:00"


def test_who_has_never_chosen_hears_at_once() -> None:
    notice = Notice(created_at=datetime.fromisoformat("2026-11-22T23:30:00+08:00"))
    assert may_leave_at(notice, None, notice.created_at, rings=False) == notice.created_at
