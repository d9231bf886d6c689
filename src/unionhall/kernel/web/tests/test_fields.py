"""What people write for a day, a moment, an address and a place, and what is made of it."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from unionhall.kernel.web.fields import DayField, MailField, MomentField, PlaceField

if TYPE_CHECKING:
    from tests.town import Town


@pytest.mark.parametrize(
    "said", ["2026-03-05", "2026/3/5", "2026.03.05", "２０２６年３月５日", "2026 年 3 月 5 日"]
)
def test_a_day_is_read_as_people_write_it(said: str) -> None:
    assert DayField().clean(said) == date(2026, 3, 5)


@pytest.mark.parametrize("said", ["5 March", "2026-02-30", "1849-03-05"])
def test_what_is_no_day_is_asked_for_again(said: str) -> None:
    with pytest.raises(ValidationError):
        DayField().clean(said)


def test_a_day_that_is_to_come_is_no_past_one_and_the_other_way_round() -> None:
    today = timezone.localdate()
    assert DayField(is_past=True).clean(str(today)) == DayField(is_ahead=True).clean(str(today)) == today
    with pytest.raises(ValidationError, match="still to come"):
        DayField(is_past=True).clean(str(today + timedelta(days=1)))
    with pytest.raises(ValidationError, match="over"):
        DayField(is_ahead=True).clean(str(today - timedelta(days=1)))


@pytest.mark.parametrize(
    "said", ["2026-03-05T14:05", "2026/03/05 14:05", "２０２６-03-05 14：05", "2026年3月5日 14:05"]
)
def test_a_moment_is_read_by_the_clock_on_the_wall(said: str) -> None:
    assert MomentField().clean(said) == datetime(2026, 3, 5, 14, 5)  # noqa: DTZ001 - the form knows the zone


@pytest.mark.parametrize("said", ["5 March at two", "2026-03-05", "20260305", "2026年3月5日"])
def test_what_is_no_moment_and_a_day_without_a_time_are_asked_for_again(said: str) -> None:
    with pytest.raises(ValidationError, match="the time like this"):
        MomentField().clean(said)


def test_an_address_is_kept_in_small_letters_whatever_the_keyboard() -> None:
    assert MailField().clean("Ｆｒａｎｋ@Mill.example") == "frank@mill.example"
    with pytest.raises(ValidationError, match="Check each sign"):
        MailField().clean("frank at mill")


def test_only_a_place_that_was_offered_can_be_chosen(town: "Town") -> None:
    field = PlaceField()
    field.offer([town.mill])
    assert field.clean(str(town.mill.pk)) == town.mill
    with pytest.raises(ValidationError):
        field.clean(str(town.harbour.pk))
