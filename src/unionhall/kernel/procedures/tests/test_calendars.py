"""Working-day calendars."""

from datetime import date, timedelta
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionhall.kernel.procedures.calendars import DayOff, UnknownCalendar, calendar, choose
from unionhall.kernel.procedures.checks import check_days_off
from unionhall.kernel.procedures.tests.announcing import SOURCE, announced

CODES = ("CN", "GB-ENG", "US", "DE", "DE-BE", "AE")
DAYS = st.dates(date(2015, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("CN", date(2024, 10, 1), "National Day"),
        ("GB-ENG", date(2026, 12, 28), "Boxing Day (observed)"),
        ("US", date(2026, 11, 26), "Thanksgiving Day"),
        ("DE", date(2026, 10, 3), "German Unity Day"),
        ("DE-BE", date(2026, 3, 8), "Women's Day"),
    ],
)
def test_a_public_holiday_is_not_worked_and_has_a_name(code: str, day: date, name: str) -> None:
    assert not calendar(code).is_working(day)
    assert calendar(code).holiday_name(day) == name


def test_a_holiday_of_one_region_is_worked_in_the_others() -> None:
    epiphany = date(2026, 1, 6)
    assert calendar("DE-BE").is_working(epiphany)
    assert not calendar("DE-BY").is_working(epiphany)


def test_weekends_that_china_makes_up_are_worked() -> None:
    for day in (date(2024, 9, 29), date(2024, 10, 12), date(2025, 9, 28), date(2025, 10, 11)):
        assert day.weekday() >= 5
        assert calendar("CN").is_working(day)
        assert calendar("CN").is_made_up(day)
    assert not calendar("CN").is_working(date(2024, 9, 28))


def test_a_day_off_in_exchange_says_which_day_is_worked_instead() -> None:
    off = calendar("CN").why_not(date(2025, 10, 8))
    assert off is not None
    assert off.worked_on == date(2025, 10, 11)
    assert not off.is_weekend


def test_a_weekend_can_be_worked_in_exchange_for_a_day_of_the_next_year() -> None:
    assert calendar("AZ").is_made_up(date(2024, 12, 29))


def test_an_ordinary_working_day_has_no_reason_and_a_weekend_no_name() -> None:
    assert calendar("US").why_not(date(2026, 11, 25)) is None
    assert calendar("US").holiday_name(date(2026, 11, 25)) is None
    saturday = calendar("US").why_not(date(2026, 11, 28))
    assert saturday is not None
    assert saturday.is_weekend
    assert not calendar("US").is_made_up(date(2026, 11, 28))


def test_weekends_are_those_of_the_country() -> None:
    friday, sunday = date(2026, 11, 27), date(2026, 11, 29)
    assert not calendar("SA").is_working(friday)
    assert calendar("SA").is_working(sunday)


def test_holidays_are_called_as_the_reader_calls_them() -> None:
    day = date(2026, 10, 1)
    assert calendar("CN").holiday_name(day, "zh-hans") == "国庆节"
    assert calendar("CN").holiday_name(day, "zh-hant") == "國慶節"
    assert calendar("CN").holiday_name(day, "sw") == "National Day"


def test_two_holidays_on_one_day_are_both_named() -> None:
    assert calendar("CN").holiday_name(date(2020, 10, 1)) == "Mid-Autumn Festival, National Day"


def test_a_year_is_unknown_until_its_exchanged_days_are_published() -> None:
    assert calendar("CN").is_known(2025)
    assert not calendar("CN").is_known(2090)
    assert calendar("GB-ENG").is_known(2090)
    assert not calendar("GB-ENG").is_known(2200)


def test_an_unknown_year_falls_back_to_the_fixed_holidays_and_ordinary_weekends() -> None:
    assert not calendar("CN").is_working(date(2090, 10, 2))
    assert not any(calendar("CN").is_made_up(date(2090, 1, 1) + timedelta(nth)) for nth in range(365))


@pytest.mark.parametrize("code", ["ZZ", "DE-XX", "", "cn-", "CN-Harbour"])
def test_an_unknown_calendar_is_refused_in_a_sentence(code: str) -> None:
    with pytest.raises(ValueError, match="There is no holiday calendar"):
        calendar(code)


def test_a_calendar_is_read_once() -> None:
    assert calendar("CN") is calendar("CN")


@given(st.sampled_from(CODES), DAYS, st.integers(-20, 900))
def test_working_days_between_two_days_are_those_one_can_count(code: str, after: date, span: int) -> None:
    worked = calendar(code)
    expected = sum(worked.is_working(after + timedelta(nth)) for nth in range(1, span + 1))
    assert worked.working_days(after, after + timedelta(span)) == expected


@given(st.sampled_from(CODES), DAYS)
def test_a_day_is_worked_or_has_a_reason_not_to_be(code: str, day: date) -> None:
    worked = calendar(code)
    assert worked.is_working(day) == (worked.why_not(day) is None)
    assert not (worked.is_made_up(day) and not worked.is_working(day))


def test_looking_up_a_day_is_quick_once_its_year_is_read() -> None:
    worked, days = calendar("CN"), [date(2026, 9, 20) + timedelta(nth) for nth in range(30)]
    worked.year(2026)
    took = []
    for _round in range(20):
        began = perf_counter()
        for day in days:
            worked.is_working(day)
        took.append(perf_counter() - began)
    assert min(took) < 0.0001


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("HK/optional", date(2026, 4, 3)),  # Good Friday, and the day after it
        ("HK/optional", date(2027, 3, 26)),
        ("HK/optional", date(2026, 4, 4)),
        ("HK/optional", date(2027, 3, 27)),
        ("MO/optional", date(2026, 4, 3)),
        ("MO/optional", date(2026, 12, 8)),
        ("MO/optional", date(2026, 12, 25)),
        ("ID/government", date(2026, 12, 24)),
        ("ID/government", date(2026, 3, 20)),
        ("GB-ENG", date(2026, 4, 6)),
        ("GB-ENG", date(2027, 8, 30)),
        ("GB-SCT", date(2026, 6, 15)),
        ("GB-NIR", date(2026, 7, 13)),
    ],
)
def test_the_list_and_the_region_that_were_chosen_hold(code: str, day: date) -> None:
    assert not calendar(code).is_working(day)
    assert calendar(code.partition("/")[0][:2]).is_working(day)


def test_general_holidays_of_hong_kong_are_seventeen_beside_its_sundays() -> None:
    off = calendar("HK/optional/1-6").year(2026).off
    assert len([day for day in off.values() if not day.is_weekend]) == 17


def test_the_days_of_the_week_that_are_worked_can_be_chosen() -> None:
    saturday, sunday, friday = date(2026, 11, 28), date(2026, 11, 29), date(2026, 11, 27)
    worked = {code: calendar(code).is_working for code in ("HK", "HK/optional/1-5", "CN/public/1-6")}
    assert [is_working(saturday) for is_working in worked.values()] == [True, False, True]
    assert not any(is_working(sunday) for is_working in worked.values())
    assert all(is_working(friday) for is_working in worked.values())


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("gb", ("GB-ENG", "GB-NIR", "GB-SCT", "GB-WLS")),
        ("HK/bank", ("HK/optional", "HK/public")),
        ("HK/optional/5-1", ()),
        ("HK/optional/every", ()),
        ("XX", ()),
        ("", ()),
    ],
)
def test_what_is_no_calendar_says_what_could_have_been_meant(text: str, choices: tuple[str, ...]) -> None:
    with pytest.raises(UnknownCalendar) as refusal:
        choose(text)
    assert refusal.value.choices == choices


def test_a_calendar_is_chosen_in_whatever_case() -> None:
    assert choose(" hk/Optional ").code == "HK/optional"
    assert choose("gb-eng").code == "GB-ENG"


@pytest.mark.parametrize(
    ("code", "year", "known"),
    [
        ("CN", 2025, True),
        ("CN", 2090, False),
        ("TW", 2026, True),  # no weekend is worked in exchange any more
        ("TW", 2027, True),
        ("PK", 2027, False),  # holidays by the moon are estimated
        ("SG", 2028, False),
        ("SG", 2026, True),
        ("AM", 2026, True),
        ("DE", 2040, True),
    ],
)
def test_a_year_is_known_once_its_days_off_are_published(code: str, year: int, known: bool) -> None:
    assert calendar(code).is_known(year) is known


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("HK/optional", date(2026, 4, 6), "清明節翌日"),
        ("HK", date(2026, 4, 7), "清明節（補假）"),
        ("MO", date(2026, 12, 20), "澳門特別行政區成立紀念日"),
    ],
)
def test_readers_of_traditional_chinese_read_the_names_of_their_own_place(
    code: str, day: date, name: str
) -> None:
    assert calendar(code).holiday_name(day, "zh-hant") == name


def test_what_the_operator_announces_makes_a_year_known() -> None:
    eve, saturday = date(2090, 2, 16), date(2090, 2, 25)
    assert not calendar("CN").is_known(2090)
    with announced("CN", 2090, off=[eve, date(2090, 10, 1)], worked=[saturday]):
        china = calendar("CN")
        assert china.is_known(2090)
        assert not china.is_known(2091)
        assert china.known_by(2090) == f"days.toml ({SOURCE})"
        assert china.why_not(eve) == DayOff(SOURCE)
        assert china.holiday_name(date(2090, 10, 1), "en") == "National Day"
        assert china.is_working(saturday)
        assert china.is_made_up(saturday)
    assert calendar("CN").is_working(eve)
    assert calendar("CN").known_by(2090) == ""


def test_a_region_goes_by_its_own_lines_and_else_by_its_countrys() -> None:
    day = date(2027, 5, 24)
    with announced("GB", 2027, off=[day]):
        assert not calendar("GB-ENG").is_working(day)
    with announced("GB-SCT", 2027, off=[day]):
        assert calendar("GB-ENG").is_working(day)
        assert not calendar("GB-SCT").is_working(day)


def test_a_country_that_has_no_calendar_is_a_fault() -> None:
    with announced("XX", 2027):
        [fault] = check_days_off()
    assert "There is no holiday calendar 'XX'" in str(fault.msg)
