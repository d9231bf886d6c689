"""Days counted anew, once the days off of a year are published or a zone's rules have changed."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from holidays.countries.china import ChinaStaticHolidays

from unionhall.kernel.journal import verification
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Deadline, Matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures import calendars, recounting
from unionhall.kernel.procedures.promises import compute, end_of_day
from unionhall.kernel.procedures.rules import Rule
from unionhall.kernel.procedures.sentences import explain
from unionhall.kernel.procedures.tests.announcing import announced
from unionhall.rooms.desk.procedure import handling

if TYPE_CHECKING:
    from tests.town import Town

NEXT = timezone.localdate().year + 1


@pytest.fixture
def publish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test adds to what the package knows of China is gone after it, also from what was kept."""
    known = dict(ChinaStaticHolidays.special_public_holidays)
    monkeypatch.setattr(ChinaStaticHolidays, "special_public_holidays", known)
    calendars.calendar.cache_clear()
    yield
    monkeypatch.undo()
    calendars.calendar.cache_clear()


@pytest.fixture
def promise(town: "Town", publish: None) -> Deadline:
    """A request in China whose answer is promised for a Friday of a year that is not published."""
    Place.objects.filter(pk=town.union.pk).update(calendar="CN", time_zone="Asia/Shanghai")
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    found: Deadline = matter.deadlines.running().get(state="")
    day = _friday()
    unknown = {**found.explanation, "unpublished": [NEXT], "calendar": "CN"}
    found.due_on, found.due_at = day, end_of_day(day, matter.place.zone)
    found.explanation = unknown
    found.save()
    return found


def _friday() -> date:
    first = date(NEXT, 3, 1)
    return first + timedelta((4 - first.weekday()) % 7)


def _published() -> None:
    """The year is published, and brings nothing new but one day in May."""
    ChinaStaticHolidays.special_public_holidays[NEXT] = ((5, 1, 5, 2),)
    calendars.calendar.cache_clear()


def test_nothing_changes_while_the_year_is_unknown(promise: Deadline) -> None:
    assert recounting.recount() == 0
    promise.refresh_from_db()
    assert (promise.due_on, promise.explanation["unpublished"]) == (_friday(), [NEXT])
    said = " ".join(explain(promise.explanation))
    assert f"The days off of {NEXT} are not published yet" in said


def test_a_promise_comes_nearer_and_its_parties_are_told(promise: Deadline) -> None:
    """It was counted from today, so that the true count is long before that Friday."""
    _published()
    assert recounting.recount() == 1
    promise.refresh_from_db()
    assert promise.due_on is not None
    assert promise.due_on < _friday()
    assert promise.explanation["unpublished"] == []
    matter = Matter.objects.get(pk=promise.matter_id)
    assert matter.due_at is not None
    assert promise.due_at is not None
    assert matter.due_at <= promise.due_at
    assert Entry.objects.filter(stream=matter.stream, event=recounting.EVENT).count() == 1
    assert Notice.objects.filter(matter=matter, event=recounting.EVENT, person=matter.subject).exists()
    assert list(verification.verify()) == []
    assert recounting.recount() == 0
    assert Entry.objects.filter(event=recounting.EVENT).count() == 1


def test_a_promise_that_would_come_later_stays_and_says_so(promise: Deadline) -> None:
    """It was promised for today; the true count is days later."""
    today = timezone.localdate()
    promise.due_on, promise.due_at = today, end_of_day(today, promise.matter.place.zone)
    promise.save()
    _published()
    assert recounting.recount() == 1
    promise.refresh_from_db()
    assert promise.due_on == today
    said = " ".join(explain(promise.explanation))
    assert "were not published yet when this was counted" in said
    assert "the day that was promised stays" in said
    assert not Entry.objects.filter(event=recounting.EVENT).exists()
    assert recounting.recount() == 0


def test_no_promise_comes_nearer_to_a_day_that_is_over(promise: Deadline) -> None:
    """The true count was some weeks ago when the year is published."""
    _published()
    later = timezone.now() + timedelta(60)
    assert recounting.recount(later) == 1
    promise.refresh_from_db()
    assert (promise.due_on, promise.explanation["stays"]) == (_friday(), True)


def test_one_that_fails_stops_no_other(town: "Town", promise: Deadline) -> None:
    other = handling.accept(town.desk.ask(), actor=town.steward)
    stored = other.deadlines.running().get(state="")
    right = stored.due_at
    other.deadlines.filter(pk=stored.pk).update(due_at=right + timedelta(hours=1))
    _published()
    Deadline.objects.filter(pk=promise.pk).update(explanation={**promise.explanation, "terms": {}})
    assert recounting.recount() == 1
    stored.refresh_from_db()
    assert stored.due_at == right


def test_what_waits_for_the_member_ends_no_sooner(town: "Town", promise: Deadline) -> None:
    matter = handling.ask_member(promise.matter, actor=town.steward, text="Which line is it?")
    waiting = matter.deadlines.running().exclude(state="").latest("due_at")
    later = _friday() + timedelta(7)
    waiting.due_on, waiting.due_at = later, end_of_day(later, matter.place.zone)
    waiting.explanation = {**waiting.explanation, "unpublished": [NEXT], "calendar": "CN"}
    waiting.save()
    _published()
    recounting.recount()
    waiting.refresh_from_db()
    assert (waiting.due_on, waiting.explanation["stays"]) == (later, True)


def test_a_day_ends_by_the_newest_rules_of_its_zone(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    stored = matter.deadlines.running().get(state="")
    right = stored.due_at
    matter.deadlines.filter(pk=stored.pk).update(due_at=right + timedelta(hours=1))
    assert recounting.recount() == 1
    stored.refresh_from_db()
    assert stored.due_at == right
    assert not Entry.objects.filter(event=recounting.EVENT).exists()
    assert recounting.recount() == 0


def test_a_file_of_the_operator_makes_the_year_known_and_counts_anew(promise: Deadline) -> None:
    with announced("CN", NEXT, off=[date(NEXT, 5, 1)]):
        assert recounting.recount() == 1
        promise.refresh_from_db()
        assert promise.due_on is not None
        assert promise.due_on < _friday()
        assert "not published yet" not in " ".join(explain(promise.explanation))


def test_five_working_days_over_an_announced_new_year(town: "Town") -> None:
    """A notice made up for 2027: Thursday, 11 February is off and Saturday, 20 February worked."""
    shanghai = ZoneInfo("Asia/Shanghai")
    start = datetime(2027, 2, 3, 10, tzinfo=shanghai)
    rule = Rule(key="desk.completion", amount=5, unit="working_days", source="own", source_kind="own")

    def due() -> tuple[date | None, list[int]]:
        found = compute(rule, start=start, calendar=calendars.calendar("CN"), zone=shanghai)
        return found.due_on, found.explanation["unpublished"]

    assert due() == (date(2027, 2, 16), [2027])
    with announced("CN", 2027, off=[date(2027, 2, 11)], worked=[date(2027, 2, 20)]):
        assert due() == (date(2027, 2, 17), [])
