"""Numbers as people write them, and words that don't fit."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from unionhall.kernel.web.fields import LineField, StoryField
from unionhall.rooms.desk.forms.fields import field_for

OWED = {"code": "owed", "datatype": "number", "label": {"en": "How much?"}, "minimum": 0}


@pytest.mark.parametrize(
    "written",
    [
        "3000",
        " 3,000 ",
        "¥3000",
        "￥３０００",
        "3000元",
        "3 000 yuan",
        "3000 RMB",
        "约3000块",
        "$3,000.00",
        "about 3000",
    ],
)
def test_an_amount_is_read_with_whatever_stands_around_it(written: str) -> None:
    assert field_for(OWED).clean(written) == Decimal(3000)


@pytest.mark.parametrize("written", ["3,5", "3千", "3k", "2000-3000", "3.000,50", "many", "NaN", "1e9"])
def test_what_could_mean_two_amounts_is_asked_for_again(written: str) -> None:
    assert errors(written) == ["Write one number in digits, such as 3000 or 49.50."]


@pytest.mark.parametrize("written", ["-1", "−3000", "-0.01"])
def test_less_than_the_smallest_number_is_refused(written: str) -> None:
    assert errors(written) == ["Write a number that is not below 0."]


def test_a_question_without_a_smallest_number_takes_any() -> None:
    assert field_for({**OWED, "minimum": None}).clean("-4") == Decimal(-4)


@pytest.mark.parametrize("written", ["9" * 19, "1." + "1" * 7, "9" * 30 + "." + "9" * 20, "9" * 500])
def test_one_thing_is_said_of_a_number_that_is_too_long(written: str) -> None:
    assert len(errors(written)) == 1


@pytest.mark.parametrize("field", [LineField(max_length=5), StoryField(max_length=5)])
def test_words_that_do_not_fit_are_refused_in_plain_words(field: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        field.clean("sixsix")
    assert refused.value.messages == ["This is too long: 6 characters, where 5 fit. Shorten it a little."]
    with pytest.raises(ValidationError) as refused:
        field.clean("a\0b")
    assert refused.value.messages == ["There is a sign in this that can't be kept. Please type it anew."]


def test_a_story_says_how_long_it_may_be() -> None:
    field = StoryField(max_length=4_000, help_text="Since when?")
    assert str(field.help_text) == "Since when? Up to 4,000 characters."
    assert field.widget.attrs["data-limit"] == 4_000


@pytest.mark.parametrize("field", [LineField(), StoryField(), field_for(OWED)])
def test_no_browser_cuts_what_is_pasted(field: Any) -> None:
    assert "maxlength" not in field.widget.attrs


def errors(written: str) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        field_for(OWED).clean(written)
    return refused.value.messages
