"""Limits across New Year 2027, under the calendar of each country and region that unions have asked for.

Each begins on Wednesday, 23 December 2026. Eight working days, and nine days, which end on Friday, 1 January
and give way to the next working day. What is expected was counted by hand from the law or list that
the row names; China's notice for 2027 changes its row once the pinned package knows it.

    December 2026: Thu 24, Fri 25, Sat 26, Sun 27, Mon 28 to Thu 31
    January 2027:  Fri 1, Sat 2, Sun 3, Mon 4, Tue 5, Wed 6 (Epiphany), Thu 7, Fri 8
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.calendars import calendar
from unionhall.kernel.procedures.promises import Promise, compute
from unionhall.kernel.procedures.rules import Rule
from unionhall.rooms.desk.procedure import handling

if TYPE_CHECKING:
    from tests.town import Town

BEGUN = datetime(2026, 12, 23, 10)  # noqa: DTZ001 - at the clock of each place
WORKING_DAYS, DAYS = 8, 9
INSTANT = timedelta(microseconds=1)


class Row(NamedTuple):
    """A calendar, its zone, the January days on which both limits end, and where its days off are written."""

    code: str
    zone: str
    working_days: int
    days: int
    source: str


EPIPHANY = "holidays law of the state: 25 and 26 Dec, 1 and 6 Jan"
STATE = "holidays law of the state: 25 and 26 Dec, 1 Jan"
BANK = "Banking and Financial Dealings Act 1971; gov.uk/bank-holidays"
BERLIN, LONDON = "Europe/Berlin", "Europe/London"
STATES = ("BB", "BE", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "TH")
ROWS = [
    Row("CN", "Asia/Shanghai", 5, 4, "State Council, days off of the whole nation (2024): 1 Jan"),
    Row("HK", "Asia/Hong_Kong", 5, 2, "Employment Ordinance s. 39: 25 Dec, weekday after it, 1 Jan; Sundays"),
    Row("HK/optional", "Asia/Hong_Kong", 5, 2, "Cap. 149; gov.hk: 25 and 26 Dec, 1 Jan, Sundays"),
    Row("HK/optional/1-5", "Asia/Hong_Kong", 6, 4, "the same, in a union that works no Saturdays"),
    Row("MO", "Asia/Macau", 5, 4, "Law 7/2008 art. 44: 1 Jan; not Christmas"),
    Row("MO/optional", "Asia/Macau", 7, 4, "Executive Order 60/2000: 24 and 25 Dec, 1 Jan"),
    Row("TW", "Asia/Taipei", 6, 4, "Act of 2025 on memorial days and holidays: 25 Dec, 1 Jan"),
    Row("GB-ENG", LONDON, 7, 4, f"{BANK}: 25 Dec, 28 for 26, 1 Jan"),
    Row("GB-WLS", LONDON, 7, 4, f"{BANK}: as England"),
    Row("GB-NIR", LONDON, 7, 4, f"{BANK}: 25 Dec, 28 for 26, 1 Jan"),
    Row("GB-SCT", LONDON, 8, 5, f"{BANK}: 25 Dec, 28 for 26, 1 Jan, 4 for 2"),
    *(Row(f"DE-{state}", BERLIN, 6, 4, STATE) for state in STATES),
    *(Row(f"DE-{state}", BERLIN, 7, 4, EPIPHANY) for state in ("BW", "BY", "ST")),
    Row("DE", BERLIN, 6, 4, "what the laws of all states share: 25 and 26 Dec, 1 Jan"),
    Row("US", "America/New_York", 6, 4, "5 U.S.C. 6103: 25 Dec, 1 Jan"),
    Row("CA-QC", "America/Toronto", 6, 4, "Act respecting labour standards s. 60: 25 Dec, 1 Jan"),
    Row("BR", "America/Sao_Paulo", 6, 4, "Law 662/1949: 25 Dec, 1 Jan"),
    Row("FR", "Europe/Paris", 6, 4, "Code du travail L3133-1: 25 Dec, 1 Jan"),
    Row("NL", "Europe/Amsterdam", 6, 4, "Algemene termijnenwet art. 3: 25 and 26 Dec, 1 Jan"),
    Row("BE", "Europe/Brussels", 6, 4, "Royal Decree of 18 April 1974: 25 Dec, 1 Jan"),
    Row("AT", "Europe/Vienna", 7, 4, "Arbeitsruhegesetz § 7: 25 and 26 Dec, 1 and 6 Jan"),
    Row("ES", "Europe/Madrid", 7, 4, "Real Decreto 2001/1983 art. 45: 25 Dec, 1 and 6 Jan"),
    Row("IT", "Europe/Rome", 7, 4, "Legge 260/1949: 25 and 26 Dec, 1 and 6 Jan"),
    Row("PL", "Europe/Warsaw", 8, 4, "Act on days off, as of 2025: 24 to 26 Dec, 1 and 6 Jan"),
    Row("JP", "Asia/Tokyo", 5, 4, "Act on National Holidays: 1 Jan"),
    Row("KR", "Asia/Seoul", 6, 4, "Regulations on holidays of public offices: 25 Dec, 1 Jan"),
    Row("SG", "Asia/Singapore", 6, 4, "Holidays Act; mom.gov.sg: 25 Dec, 1 Jan"),
    Row("ZA", "Africa/Johannesburg", 6, 4, "Public Holidays Act 1994: 25 and 26 Dec, 1 Jan"),
    Row("AU-NSW", "Australia/Sydney", 7, 4, "Public Holidays Act 2010: 25 and 26 Dec, 28 besides, 1 Jan"),
    Row("NZ", "Pacific/Auckland", 8, 5, "Holidays Act 2003 s. 44: 25 Dec, 28 for 26, 1 Jan, 4 for 2"),
]
each_calendar = pytest.mark.parametrize("row", ROWS, ids=[row.code for row in ROWS])


def promise(row: Row, amount: int, unit: str, moved_by: str = "") -> Promise:
    rule = Rule(
        key="choir.answer",
        amount=amount,
        unit=unit,
        source=row.source,
        source_kind="law",
        pausable=True,
        moved_by=moved_by,
    )
    zone = ZoneInfo(row.zone)
    return compute(rule, start=BEGUN.replace(tzinfo=zone), calendar=calendar(row.code), zone=zone)


@each_calendar
def test_working_days_are_counted_across_new_year(row: Row) -> None:
    found = promise(row, WORKING_DAYS, "working_days")
    assert found.due_on == date(2027, 1, row.working_days)


@each_calendar
def test_days_that_end_on_new_year_end_on_the_next_working_day_where_the_law_says_so(row: Row) -> None:
    assert promise(row, DAYS, "days").due_on == date(2027, 1, 1)
    moved = promise(row, DAYS, "days", moved_by=row.source)
    assert moved.due_on == date(2027, 1, row.days)
    assert moved.explanation["moved_from"][0]["on"] == "2027-01-01"


@each_calendar
def test_only_china_has_not_said_yet_which_days_of_2027_are_off(row: Row) -> None:
    unpublished = promise(row, WORKING_DAYS, "working_days").explanation["unpublished"]
    assert unpublished == ([2027] if row.code == "CN" else [])


@pytest.fixture
def it_is(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets what time it is in the hall."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.mark.parametrize("code", ["CN", "HK/optional", "MO/optional", "TW", "GB-SCT", "DE-BY", "US", "NZ"])
def test_the_clock_of_the_place_acts_when_that_day_is_over_there(
    town: "Town", it_is: Callable[[datetime], None], code: str
) -> None:
    row = next(each for each in ROWS if each.code == code)
    zone = ZoneInfo(row.zone)
    Place.objects.update(calendar=row.code, time_zone=row.zone)
    town.desk.service.amount, town.desk.service.unit = WORKING_DAYS, "working_days"
    it_is(BEGUN.replace(tzinfo=zone))
    handling.accept(town.desk.ask(), actor=town.steward)
    over = datetime(2027, 1, row.working_days + 1, tzinfo=zone)
    assert clock.tick(over - INSTANT) == 0
    assert clock.tick(over) == 1
    assert Matter.objects.get().state == "escalated"
