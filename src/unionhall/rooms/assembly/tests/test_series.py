"""Meetings that come again: their days, and how the hall prepares them ahead."""

from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Office
from unionhall.rooms.assembly.between import preparing, rhythm
from unionhall.rooms.assembly.meeting.dates import appointment
from unionhall.rooms.assembly.models import Meeting, Series
from unionhall.rooms.assembly.procedure import meetings

if TYPE_CHECKING:
    from tests.town import Town

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2027, 3, 1, 9, tzinfo=LONDON)


def series(town: "Town", **told: Any) -> Series:
    """The first Monday of each month from 2027 on, at half past two."""
    term = town.assembly.congress(3).term
    term.from_on, term.until_on = date(2027, 1, 1), date(2029, 12, 31)
    term.save()
    said = {"week": 1, "weekday": 0, "months": 1, "from_on": date(2027, 1, 15), **told}
    return Series.objects.create(
        code="day",
        title={"en": "Question day"},
        place=term.place,
        begins=time(14, 30),
        where="The hall",
        **said,
    )


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, [date(2027, 2, 1), date(2027, 3, 1), date(2027, 4, 5)]),
        ({"week": -1, "weekday": 4}, [date(2027, 1, 29), date(2027, 2, 26), date(2027, 3, 26)]),
        ({"months": 3}, [date(2027, 4, 5), date(2027, 7, 5), date(2027, 10, 4)]),
        ({"months": 12, "week": 2}, [date(2028, 1, 10), date(2029, 1, 8), date(2030, 1, 14)]),
    ],
)
def test_its_days_follow_the_rhythm(town: "Town", told: dict[str, Any], expected: list[date]) -> None:
    assert list(islice(rhythm.days(series(town, **told), date(2027, 1, 1)), 3)) == expected


def test_a_day_on_which_nobody_works_moves_to_the_next(town: "Town") -> None:
    """The Friday of Easter and the Monday after it are days off in England, in 2027 on 26 and 29 March."""
    made = series(town)
    assert rhythm.held_on(made, date(2027, 3, 26)) == date(2027, 3, 30)
    assert rhythm.held_on(made, date(2027, 4, 5)) == date(2027, 4, 5)


def test_a_meeting_is_called_by_the_title_of_its_series(town: "Town", client: Client) -> None:
    made, congress = series(town), town.assembly
    congress.term.from_on = timezone.localdate()
    congress.term.save()
    matter = congress.sitting()
    Meeting.objects.filter(pk=matter.pk).update(series=made, series_on=date(2027, 2, 1))
    client.force_login(town.neighbour)
    for page in ("live/", "minutes/", "votes/", "agenda/"):
        assert "Question day" in client.get(f"/assembly/{matter.reference}/{page}").text, page
    assert appointment(Matter.objects.get(pk=matter.pk)).title == "Question day"


def test_the_hall_prepares_the_next_one_once(town: "Town") -> None:
    made = series(town)
    assert [preparing.prepare_all(NOW) for _twice in range(2)] == [1, 0]
    meeting = Meeting.objects.get(series=made)
    assert meeting.starts_at == datetime(2027, 4, 5, 14, 30, tzinfo=LONDON)
    assert (meeting.kind, meeting.series_on) == ("question_day", date(2027, 4, 5))
    assert meeting.matter.items.count() == 2
    call = meeting.matter.deadlines.get(rule="assembly.call_by")
    assert (call.due_on, call.state) == (date(2027, 3, 28), "planned")


def test_a_day_that_leaves_no_time_for_the_call_is_passed_over(town: "Town") -> None:
    made = series(town)
    term = town.assembly.term
    assert preparing.missing(made, date(2027, 3, 28)) == [(date(2027, 4, 5), term)]
    assert preparing.missing(made, date(2027, 3, 29)) == [(date(2027, 5, 3), term)]


def test_one_that_was_moved_or_called_off_is_not_prepared_anew(town: "Town") -> None:
    series(town)
    preparing.prepare_all(NOW)
    matter = Matter.objects.get(kind="meeting")
    meetings.move_it(
        matter, actor=town.assembly.leader, where="Elsewhere",
        starts_at=datetime.fromisoformat("2027-03-31T09:00"),
        ends_at=datetime.fromisoformat("2027-03-31T10:00"),
    )  # fmt: skip
    meetings.cancel(matter, actor=town.assembly.leader, text="The hall is painted.")
    assert preparing.prepare_all(NOW + timedelta(days=1)) == 0


def test_after_the_term_and_once_retired_nothing_is_prepared(town: "Town") -> None:
    made = series(town)
    assert preparing.missing(made, date(2029, 12, 20)) == []
    Series.objects.update(retired_on=date(2027, 1, 20))
    assert preparing.prepare_all(NOW) == 0


def test_where_nobody_answers_it_waits_for_the_next_night(town: "Town") -> None:
    series(town)
    Office.objects.all().delete()
    assert preparing.prepare_all(NOW) == 0


def test_whoever_leads_calls_it(town: "Town") -> None:
    series(town)
    preparing.prepare_all(NOW)
    Meeting.objects.update(starts_at=NOW + timedelta(days=4_000), ends_at=NOW + timedelta(days=4_001))
    matter = Matter.objects.select_related("meeting", "place").get(kind="meeting")
    assert meetings.call(matter, actor=town.assembly.leader).state == "called"
