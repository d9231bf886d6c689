"""What people read about a promise."""

from collections.abc import Iterator
from datetime import date, datetime
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from unionhall.kernel.procedures.calendars import calendar
from unionhall.kernel.procedures.promises import Pause, Promise, compute, end_of_day
from unionhall.kernel.procedures.rules import Rule
from unionhall.kernel.procedures.sentences import due_sentence, explain

SHANGHAI = ZoneInfo("Asia/Shanghai")


def a_rule(amount: int, unit: str = "working_days") -> Rule:
    return Rule(key="choir.answer", amount=amount, unit=unit, source="Choir law §3", source_kind="law")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def promised(rule: Rule, start: str, *pauses: tuple[str, str | None], extra: int = 0) -> Promise:
    stops = [Pause(at(since), at(until) if until else None) for since, until in pauses]
    return compute(rule, start=at(start), calendar=calendar("CN"), zone=SHANGHAI, pauses=stops, extra=extra)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


def test_a_promise_explains_itself_to_a_member() -> None:
    assert explain(promised(a_rule(3), "2026-11-19T14:05").explanation) == [
        "The rule gives 3 working days. Source: Choir law §3.",
        "The clock started on Thu, 19 Nov 2026 at 14:05.",
        "Counted are 3 working days: Fri 20 Nov, Mon 23 Nov and Tue 24 Nov.",
        "2 days at weekends were not counted.",
        "So it is due by the end of Tue, 24 Nov 2026.",
    ]


def test_skipped_holidays_and_worked_weekends_are_named() -> None:
    said = explain(promised(a_rule(2), "2025-09-30T10:00").explanation)
    assert any("Wed 1 Oct, Thu 2 Oct and Fri 3 Oct (National Day)" in sentence for sentence in said)
    assert any("Wed 8 Oct (a day off, worked on Sat 11 Oct instead)" in sentence for sentence in said)
    said = explain(promised(a_rule(3), "2025-10-09T10:00").explanation)
    assert "Counted though at a weekend, because it is a working day: Sat 11 Oct." in said


def test_a_last_day_that_gave_way_says_to_what_and_by_which_law() -> None:
    rule = Rule(
        key="choir.answer",
        amount=12,
        unit="months",
        source="Choir law §3",
        source_kind="law",
        moved_by="Choir law §4",
    )
    assert explain(promised(rule, "2025-11-29T10:00").explanation)[2:] == [
        "Every day counts, from Sun 30 Nov to Sun, 29 Nov 2026.",
        "Sun, 29 Nov 2026 is a day of rest, so the last day is the next working day. Source: Choir law §4.",
        "So it is due by the end of Mon, 30 Nov 2026.",
    ]


def test_a_long_promise_gives_its_first_and_last_day() -> None:
    said = explain(promised(a_rule(20), "2026-11-02T10:00").explanation)
    assert "20 working days were counted, from Tue 3 Nov to Mon 30 Nov." in said


def test_pauses_and_extensions_are_told() -> None:
    pause = ("2026-11-20T09:00", "2026-11-21T09:00")
    said = explain(promised(a_rule(1), "2026-11-19T09:00", pause, extra=2).explanation)
    assert "It was extended by 2 working days." in said
    span = "from Fri, 20 Nov 2026 at 09:00 to Sat, 21 Nov 2026 at 09:00"
    assert f"The clock stood still {span}, while we waited for you." in said
    assert "1 day was not counted because of that." in said


def test_an_open_pause_says_that_the_clock_stands_still() -> None:
    said = explain(promised(a_rule(5), "2026-11-19T09:00", ("2026-11-20T09:00", None)).explanation)
    assert said[-2:] == [
        "The clock has stood still since Fri, 20 Nov 2026 at 09:00, while we wait for you.",
        "It gets its new date when the clock runs again.",
    ]


def test_an_instant_is_explained_with_its_time_of_day() -> None:
    said = explain(promised(a_rule(24, "hours"), "2026-11-19T09:30").explanation)
    assert said[-1] == "So it is due by Fri, 20 Nov 2026 at 09:30."


def test_a_year_whose_days_off_are_not_published_is_owned_up_to() -> None:
    said = explain(promised(a_rule(3), "2090-03-01T09:00").explanation)
    assert "The days off of 2090 are not published yet, so ordinary weekends were counted on." in said


def test_a_time_promised_elsewhere_is_simply_told() -> None:
    with timezone.override(SHANGHAI):
        said = explain({"fixed": at("2026-11-20T09:30").isoformat()})
    assert said == ["This time was promised with the request: Fri, 20 Nov 2026 at 09:30."]


def test_what_a_union_chose_itself_is_called_its_own_rule() -> None:
    own = Rule(
        key="choir.answer", amount=1, unit="months", source="the union's own default", source_kind="own"
    )
    assert explain(promised(own, "2026-11-19T09:00").explanation) == [
        "The union's own rule gives 1 month.",
        "The clock started on Thu, 19 Nov 2026 at 09:00.",
        "Every day counts, from Fri 20 Nov to Sat 19 Dec.",
        "So it is due by the end of Sat, 19 Dec 2026.",
    ]


def test_a_language_without_known_dates_gets_those_of_english() -> None:
    with translation.override("xx-unknown"):
        assert "19 Nov 2026" in explain(promised(a_rule(3), "2026-11-19T14:05").explanation)[1]


def test_dates_and_holidays_are_said_in_the_reader_s_language() -> None:
    explanation = promised(a_rule(1), "2026-09-30T09:00").explanation
    with translation.override("zh-hans"):
        said = " ".join(explain(explanation))
    assert "国庆节" in said
    assert "2026年10月8日周四" in said


# What is left


def left(due: str, now: str, *, hours: bool = False) -> tuple[str, str]:
    """The sentence for a date or, with `hours`, for an instant."""
    late_after = at(due) if hours else end_of_day(date.fromisoformat(due), SHANGHAI)
    due_on = None if hours else date.fromisoformat(due)
    return due_sentence(late_after, due_on, at(now), calendar("CN"), SHANGHAI)


@pytest.mark.parametrize(
    ("due", "now", "tone", "sentence"),
    [
        ("2026-11-26", "2026-11-23T09:00", "calm", "answer by Thu 26 Nov, 3 working days left"),
        ("2026-11-26", "2026-11-25T09:00", "soon", "answer by Thu 26 Nov, 1 working day left"),
        ("2026-11-26", "2026-11-26T23:59", "soon", "answer today"),
        ("2026-11-29", "2026-11-27T09:00", "soon", "answer by Sun 29 Nov"),
        ("2027-01-04", "2026-12-28T09:00", "calm", "answer by Mon, 4 Jan 2027, 4 working days left"),
        ("2026-11-26", "2026-11-27T00:00", "late", "1 working day late"),
        ("2026-11-26", "2026-11-30T09:00", "late", "2 working days late"),
        ("2026-11-27", "2026-11-28T09:00", "late", "late since Sat 28 Nov"),
    ],
)
def test_a_date_says_what_is_left_of_it(due: str, now: str, tone: str, sentence: str) -> None:
    assert left(due, now) == (tone, sentence)


@pytest.mark.parametrize(
    ("due", "now", "tone", "sentence"),
    [
        (
            "2026-11-26T14:30",
            "2026-11-23T09:00",
            "calm",
            "answer by Thu 26 Nov at 14:30, 3 working days left",
        ),
        ("2026-11-26T14:30", "2026-11-25T14:31", "soon", "answer by Thu 26 Nov at 14:30, 23 hours left"),
        (
            "2026-11-26T14:30",
            "2026-11-26T14:00",
            "soon",
            "answer by Thu 26 Nov at 14:30, less than an hour left",
        ),
        ("2026-11-26T14:30", "2026-11-26T14:31", "late", "less than an hour late"),
        ("2026-11-26T14:30", "2026-11-26T15:30", "late", "1 hour late"),
        ("2026-11-26T14:30", "2026-11-30T14:30", "late", "2 working days late"),
        ("2026-11-27T14:30", "2026-11-29T14:30", "late", "late since Fri 27 Nov"),
    ],
)
def test_an_instant_says_what_is_left_of_it(due: str, now: str, tone: str, sentence: str) -> None:
    assert left(due, now, hours=True) == (tone, sentence)


def test_a_promise_whose_clock_stands_still_is_calm() -> None:
    said = due_sentence(None, None, at("2026-11-26T09:00"), calendar("CN"), SHANGHAI)
    assert said == ("calm", "the clock stands still")


def test_a_promise_broken_for_years_is_told_at_once() -> None:
    took = []
    for _round in range(20):
        began = perf_counter()
        assert left("2012-01-04", "2026-11-26T09:00")[0] == "late"
        took.append(perf_counter() - began)
    assert min(took) < 0.005
