"""The demo moves in on any day and at any hour, also when nobody works."""

from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random

import pytest

from unionhall import demo
from unionhall.demo import moving_in, places
from unionhall.demo.union import Union
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.rooms import parts
from unionhall.rooms.desk.procedure.states import desk

pytestmark = pytest.mark.django_db
SATURDAY = datetime(2026, 11, 27, 16, 9, tzinfo=UTC)  # nine minutes past midnight in Shanghai
HOLIDAY = datetime(2026, 10, 3, 2, tzinfo=UTC)  # in the week of the National Day


def test_a_working_day_further_back_is_an_earlier_one() -> None:
    built = places.build()
    for day in range(366):
        union = Union.__new__(Union)
        union.places, union.now = built, datetime(2025, 12, 30, 16, 9, tzinfo=UTC) + timedelta(days=day)
        union.draw = Random(0)
        days = [union.working_day(back).date() for back in range(12)]
        assert days == sorted(set(days), reverse=True)
        assert days[0] <= union.now.astimezone(union.root.zone).date()


@pytest.mark.slow("the whole demo union moves in")
@pytest.mark.parametrize("now", [SATURDAY, HOLIDAY], ids=["saturday", "holiday"])
def test_it_moves_in_when_nobody_works(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """But for the vote, which is open today by the clock on the wall."""
    timeless = [part for part in parts() if part.label != "ballot"]
    monkeypatch.setattr(moving_in, "Union", partial(Union, now=now))
    monkeypatch.setattr(moving_in, "parts", lambda: timeless)
    demo.load()
    assert {*Matter.objects.filter(room="desk").values_list("state", flat=True)} == {*desk.states}
