"""What holds of every due date, whatever the start, the zone and the pauses."""

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from unionhall.kernel.procedures.calendars import calendar
from unionhall.kernel.procedures.promises import Pause, compute, end_of_day
from unionhall.kernel.procedures.rules import Rule

INSTANT = timedelta(microseconds=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")

# Several of them change their clocks at midnight, or have done so.
ZONE_NAMES = """
    Asia/Shanghai Europe/London Europe/Berlin America/New_York UTC America/Havana America/Sao_Paulo
    America/St_Johns Africa/Cairo Asia/Beirut Asia/Gaza Atlantic/Azores Australia/Lord_Howe America/Santiago
    Asia/Kathmandu Pacific/Kiritimati
"""
ZONES = st.sampled_from(ZONE_NAMES.split()).map(ZoneInfo)
STARTS = st.builds(datetime.combine, st.dates(date(2005, 1, 1), date(2027, 6, 30)), st.times(), st.just(UTC))
UNITS = st.sampled_from(["working_days", "days", "months"])
CODES = st.sampled_from(["CN", "GB-ENG", "US", "DE-BE"])


def a_rule(amount: int, unit: str = "working_days") -> Rule:
    return Rule(key="choir.answer", amount=amount, unit=unit, source="Choir law §3", source_kind="law")


@given(STARTS, ZONES)
def test_the_end_of_a_day_is_its_last_instant(start: datetime, zone: ZoneInfo) -> None:
    day = start.astimezone(zone).date()
    end = end_of_day(day, zone)
    assert end >= start
    assert end.astimezone(zone).date() == day
    assert (end + INSTANT).astimezone(zone).date() > day


@given(STARTS, st.integers(1, 40), UNITS, ZONES, CODES)
def test_never_late_before_the_local_day_has_ended(
    start: datetime, amount: int, unit: str, zone: ZoneInfo, code: str
) -> None:
    promise = compute(a_rule(amount, unit), start=start, calendar=calendar(code), zone=zone)
    assert promise.due_on is not None
    assert promise.late_after is not None
    assert promise.due_on > start.astimezone(zone).date()
    assert promise.late_after.astimezone(zone).date() == promise.due_on
    assert (promise.late_after + INSTANT).astimezone(zone).date() > promise.due_on


@given(STARTS, st.integers(1, 60), st.sampled_from(["working_days", "days", "months", "hours"]), ZONES, CODES)
def test_more_time_is_never_earlier(
    start: datetime, amount: int, unit: str, zone: ZoneInfo, code: str
) -> None:
    shorter, longer = (
        compute(a_rule(days, unit), start=start, calendar=calendar(code), zone=zone)
        for days in (amount, amount + 1)
    )
    assert shorter.late_after is not None
    assert longer.late_after is not None
    assert shorter.late_after < longer.late_after


@given(STARTS, st.integers(1, 40), ZONES, CODES)
def test_what_was_counted_and_skipped_is_every_day_up_to_the_due_date(
    start: datetime, amount: int, zone: ZoneInfo, code: str
) -> None:
    promise = compute(a_rule(amount), start=start, calendar=calendar(code), zone=zone)
    assert promise.due_on is not None
    begun_on = start.astimezone(zone).date()
    days = [begun_on + timedelta(nth) for nth in range(1, (promise.due_on - begun_on).days + 1)]
    told = promise.explanation
    holidays = [day.isoformat() for day in days if calendar(code).holiday_name(day)]
    assert [rest["on"] for rest in told["holidays"]] == holidays
    assert sum(calendar(code).is_working(day) for day in days) == amount
    assert len(days) == amount + len(holidays) + told["weekend_days"]


@st.composite
def pauses_after(draw: st.DrawFn, start: datetime) -> list[Pause]:
    pauses, moment = [], start
    for _nth in range(draw(st.integers(0, 3))):
        since = moment + draw(st.timedeltas(timedelta(0), timedelta(6)))
        moment = since + draw(st.timedeltas(timedelta(0), timedelta(9)))
        pauses.append(Pause(since, moment))
    return pauses


@given(st.data(), STARTS, st.integers(1, 20), st.sampled_from(["working_days", "days", "hours"]), ZONES)
def test_a_pause_never_makes_a_promise_earlier(
    data: st.DataObject, start: datetime, amount: int, unit: str, zone: ZoneInfo
) -> None:
    pauses = data.draw(pauses_after(start))
    free = compute(a_rule(amount, unit), start=start, calendar=calendar("CN"), zone=zone)
    paused = compute(a_rule(amount, unit), start=start, calendar=calendar("CN"), zone=zone, pauses=pauses)
    assert free.late_after is not None
    assert paused.late_after is not None
    assert paused.late_after >= free.late_after
    assert (
        not any(pause.start <= paused.late_after < pause.end for pause in pauses if pause.end)
        or unit == "hours"
    )


@given(st.data(), STARTS, st.integers(1, 60))
def test_hours_grow_by_exactly_the_time_paused_before_they_ran_out(
    data: st.DataObject, start: datetime, amount: int
) -> None:
    pauses = data.draw(pauses_after(start))
    promise = compute(
        a_rule(amount, "hours"), start=start, calendar=calendar("CN"), zone=SHANGHAI, pauses=pauses
    )
    assert promise.late_after is not None
    stood = [pause.end - pause.start for pause in pauses if pause.end and pause.end <= promise.late_after]
    assert promise.late_after - start - sum(stood, timedelta(0)) == timedelta(hours=amount)


@given(st.data(), STARTS, st.integers(1, 20), UNITS, ZONES)
def test_an_explanation_survives_json(
    data: st.DataObject, start: datetime, amount: int, unit: str, zone: ZoneInfo
) -> None:
    pauses = data.draw(pauses_after(start))
    promise = compute(a_rule(amount, unit), start=start, calendar=calendar("CN"), zone=zone, pauses=pauses)
    kept = json.loads(json.dumps(promise.explanation))
    assert kept == promise.explanation
