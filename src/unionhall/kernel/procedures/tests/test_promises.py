"""Due dates: their computation and what they explain."""

from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest

from unionhall.kernel.procedures.calendars import calendar
from unionhall.kernel.procedures.promises import Pause, Promise, compute, end_of_day
from unionhall.kernel.procedures.rules import Rule

SHANGHAI = ZoneInfo("Asia/Shanghai")
LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")
INSTANT = timedelta(microseconds=1)


def a_rule(amount: int, unit: str = "working_days", *, pausable: bool = True, moved_by: str = "") -> Rule:
    return Rule(
        key="choir.answer",
        amount=amount,
        unit=unit,
        source="Choir law §3",
        source_kind="law",
        pausable=pausable,
        moved_by=moved_by,
    )


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def promised(
    rule: Rule,
    start: str,
    *pauses: tuple[str, str | None],
    zone: ZoneInfo = SHANGHAI,
    code: str = "CN",
    extra: int = 0,
) -> Promise:
    stops = [Pause(at(since, zone), at(until, zone) if until else None) for since, until in pauses]
    return compute(rule, start=at(start, zone), calendar=calendar(code), zone=zone, pauses=stops, extra=extra)


# Dates


def test_counting_begins_on_the_day_after() -> None:
    promise = promised(a_rule(3), "2026-11-19T09:00")
    assert promise.due_on == date(2026, 11, 24)
    assert promised(a_rule(3), "2026-11-19T23:59").due_on == promise.due_on


def test_a_date_is_late_from_the_next_local_day_and_not_an_instant_before() -> None:
    promise = promised(a_rule(3), "2026-11-19T09:00")
    midnight = at("2026-11-25T00:00")
    assert promise.late_after == midnight - INSTANT
    assert not promise.is_late(midnight - INSTANT)
    assert promise.is_late(midnight)


def test_days_are_those_of_the_zone_and_not_of_the_server() -> None:
    start = datetime(2026, 11, 19, 17, tzinfo=UTC)  # the 20th in Shanghai
    abroad = compute(a_rule(1, "days"), start=start, calendar=calendar("CN"), zone=SHANGHAI)
    at_home = compute(a_rule(1, "days"), start=start, calendar=calendar("US"), zone=NEW_YORK)
    assert (abroad.due_on, at_home.due_on) == (date(2026, 11, 21), date(2026, 11, 20))


def test_china_s_national_day_is_skipped_and_its_made_up_days_count() -> None:
    # Sun 29 Sep 2024 is worked, 1 to 7 Oct is off, Sat 12 Oct is worked.
    promise = promised(a_rule(7), "2024-09-27T10:00")
    assert promise.due_on == date(2024, 10, 12)
    assert promise.explanation["made_up"] == ["2024-09-29", "2024-10-12"]
    counted = [["2024-09-29", "2024-09-30"], ["2024-10-08", "2024-10-12"]]
    assert promise.explanation["counted"] == counted


def test_china_s_national_day_of_2025_takes_eight_days() -> None:
    promise = promised(a_rule(2), "2025-09-29T10:00")
    assert promise.due_on == date(2025, 10, 9)
    # 4 and 5 Oct are a weekend.
    assert [int(rest["on"][-2:]) for rest in promise.explanation["holidays"]] == [1, 2, 3, 6, 7, 8]
    assert promise.explanation["weekend_days"] == 2


def test_calendar_days_count_weekends_and_holidays_too() -> None:
    assert promised(a_rule(10, "days"), "2026-09-28T10:00").due_on == date(2026, 10, 8)


@pytest.mark.parametrize(
    ("start", "months", "due_on"),
    [
        ("2026-01-15T10:00", 1, date(2026, 2, 15)),
        ("2026-01-31T10:00", 1, date(2026, 2, 28)),
        ("2027-11-30T10:00", 3, date(2028, 2, 29)),
        ("2026-12-31T10:00", 12, date(2027, 12, 31)),
    ],
)
def test_months_end_on_the_same_day_of_the_month_or_on_its_last(
    start: str, months: int, due_on: date
) -> None:
    assert promised(a_rule(months, "months"), start).due_on == due_on


@pytest.mark.parametrize(
    ("amount", "unit", "start", "code", "due_on"),
    [
        (12, "months", "2025-11-29", "CN", date(2026, 11, 30)),  # a Sunday
        (15, "days", "2026-09-18", "CN", date(2026, 10, 8)),  # in the week of the National Day
        (1, "months", "2026-09-03", "CN", date(2026, 10, 8)),
        (1, "days", "2026-10-09", "CN", date(2026, 10, 10)),  # a Saturday that is worked
        (3, "days", "2026-11-24", "CN", date(2026, 11, 27)),  # a Friday stays
        (5, "days", "2026-12-20", "GB-ENG", date(2026, 12, 29)),  # Christmas, Boxing Day moved to Monday
    ],
)
def test_a_last_day_of_rest_gives_way_to_the_next_working_day_where_the_law_says_so(
    amount: int, unit: str, start: str, code: str, due_on: date
) -> None:
    moving = promised(a_rule(amount, unit, moved_by="Civil Code §203"), f"{start}T12:00", code=code)
    assert moving.due_on == due_on
    staying = promised(a_rule(amount, unit), f"{start}T12:00", code=code)
    assert staying.due_on
    is_moved = staying.due_on < due_on
    assert ("moved_from" in moving.explanation, "moved_from" in staying.explanation) == (is_moved, False)


def test_what_may_move_into_days_that_are_not_published_says_so() -> None:
    moving = promised(a_rule(30, "days", moved_by="Civil Code §203"), "2090-01-01T12:00")
    assert moving.explanation["unpublished"] == [2090]
    assert promised(a_rule(30, "days"), "2090-01-01T12:00").explanation["unpublished"] == []


def test_an_extension_adds_its_units() -> None:
    promise = promised(a_rule(5), "2026-11-19T10:00", extra=5)
    assert promise.due_on == promised(a_rule(10), "2026-11-19T10:00").due_on
    assert (promise.explanation["amount"], promise.explanation["extra"]) == (5, 5)


def test_a_start_without_a_zone_is_refused() -> None:
    naive = at("2026-11-19").replace(tzinfo=None)
    with pytest.raises(ValueError, match="aware"):
        compute(a_rule(1), start=naive, calendar=calendar("CN"), zone=SHANGHAI)


# Instants


def test_hours_are_an_instant_and_late_right_after_it() -> None:
    promise = promised(a_rule(24, "hours"), "2026-11-19T09:30")
    assert promise.due_on is None
    assert promise.late_after == at("2026-11-20T09:30")
    assert not promise.is_late(at("2026-11-20T09:30"))
    assert promise.is_late(at("2026-11-20T09:30") + INSTANT)


def test_hours_are_hours_also_when_the_clocks_change() -> None:
    promise = promised(a_rule(24, "hours"), "2026-03-28T12:00", zone=LONDON, code="GB-ENG")
    assert promise.late_after == at("2026-03-29T13:00", LONDON)


def test_paused_hours_are_added_to_the_second() -> None:
    pause = ("2026-11-19T10:00:00", "2026-11-19T12:00:30")
    assert promised(a_rule(24, "hours"), "2026-11-19T09:30", pause).late_after == at("2026-11-20T11:30:30")


def test_a_pause_that_began_before_the_start_counts_from_the_start_on() -> None:
    pause = ("2026-11-18T10:00", "2026-11-19T10:30")
    assert promised(a_rule(24, "hours"), "2026-11-19T09:30", pause).late_after == at("2026-11-20T10:30")
    earlier = ("2026-11-18T10:00", "2026-11-19T08:00")
    assert promised(a_rule(24, "hours"), "2026-11-19T09:30", earlier).late_after == at("2026-11-20T09:30")


def test_overlapping_pauses_are_not_added_twice() -> None:
    pauses = ("2026-11-19T10:00", "2026-11-19T12:00"), ("2026-11-19T11:00", "2026-11-19T11:30")
    assert promised(a_rule(24, "hours"), "2026-11-19T09:30", *pauses).late_after == at("2026-11-20T11:30")


# Pauses


def test_a_pause_within_one_day_costs_no_day() -> None:
    pause = ("2026-11-20T00:00", "2026-11-20T23:59")
    assert promised(a_rule(3), "2026-11-19T09:00", pause).due_on == date(2026, 11, 24)


def test_a_day_at_whose_end_the_clock_stood_still_is_not_counted() -> None:
    pause = ("2026-11-20T23:59", "2026-11-23T00:01")
    promise = promised(a_rule(3), "2026-11-19T09:00", pause)
    assert promise.due_on == date(2026, 11, 25)
    assert promise.explanation["paused_days"] == 3


def test_the_clock_stands_still_while_a_pause_is_open() -> None:
    promise = promised(a_rule(3), "2026-11-19T09:00", ("2026-11-24T18:00", None))
    assert (promise.late_after, promise.due_on) == (None, None)
    assert not promise.is_late(at("2036-01-01T00:00"))
    assert promised(a_rule(24, "hours"), "2026-11-19T09:00", ("2026-11-19T18:00", None)).late_after is None


def test_a_pause_after_the_promise_was_broken_mends_nothing() -> None:
    for until in (None, "2026-12-24T00:00"):
        assert promised(a_rule(3), "2026-11-19T09:00", ("2026-11-25T00:00", until)).due_on == date(
            2026, 11, 24
        )
        hours = promised(a_rule(1, "hours"), "2026-11-19T09:00", ("2026-11-19T10:01", until))
        assert hours.late_after == at("2026-11-19T10:00")


def test_an_open_pause_swallows_those_after_its_beginning() -> None:
    pauses = ("2026-11-20T09:00", None), ("2026-11-20T10:00", "2026-11-20T11:00")
    assert promised(a_rule(3), "2026-11-19T09:00", *pauses).late_after is None


def test_a_rule_that_is_not_pausable_runs_on() -> None:
    promise = promised(a_rule(3, pausable=False), "2026-11-19T09:00", ("2026-11-20T09:00", None))
    assert promise.due_on == date(2026, 11, 24)
    assert promise.explanation["pauses"] == []


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="end before it begins"):
        promised(a_rule(3), "2026-11-19T09:00", ("2026-11-21T09:00", "2026-11-20T09:00"))


# Ends of days


@pytest.mark.parametrize(
    ("zone", "day", "end"),
    [
        ("Europe/London", date(2026, 3, 29), "2026-03-29T22:59:59.999999+00:00"),
        ("Europe/London", date(2026, 10, 25), "2026-10-25T23:59:59.999999+00:00"),
        # Midnight does not exist: the clocks go from 23:59 to 01:00.
        ("America/Sao_Paulo", date(2018, 11, 3), "2018-11-04T02:59:59.999999+00:00"),
        # Midnight comes twice, both times on the next day.
        ("America/Havana", date(2026, 10, 31), "2026-11-01T03:59:59.999999+00:00"),
        # The next day begins, and the clocks go back into this one.
        ("America/St_Johns", date(2008, 11, 1), "2008-11-02T03:29:59.999999+00:00"),
        # The last hour of the day comes twice.
        ("America/Sao_Paulo", date(2018, 2, 17), "2018-02-18T02:59:59.999999+00:00"),
        # The day after does not exist.
        ("Pacific/Apia", date(2011, 12, 29), "2011-12-30T09:59:59.999999+00:00"),
    ],
)
def test_a_day_ends_where_its_zone_says(zone: str, day: date, end: str) -> None:
    assert end_of_day(day, ZoneInfo(zone)).isoformat() == end


def test_fifteen_working_days_are_computed_quickly() -> None:
    took = []
    for _round in range(50):
        began = perf_counter()
        promised(a_rule(15), "2026-09-20T10:00")
        took.append(perf_counter() - began)
    assert min(took) < 0.0005
