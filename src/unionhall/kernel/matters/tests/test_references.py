"""References are written one way and read however people type them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.references import compose, may_be, number_in, parse


def test_a_reference_has_the_letter_of_its_room_the_year_and_the_number() -> None:
    assert compose("desk", 2026, 123) == "D-2026-000123"
    assert compose("desk", 2026, 12_345_678) == "D-2026-12345678"


@pytest.mark.parametrize("text", ["D-2026-000123", " d-2026-000123 ", "D - 2026 - 000123"])
def test_it_is_read_as_people_type_it(text: str) -> None:
    assert parse(text) == ("desk", 2026, 123)


@pytest.mark.parametrize(
    "text",
    ["", "123", "D-2026-123", "X-2026-000123", "D-26-000123", "D-2026-000123-1", "D–2026–000123x", "D" * 500],
)
def test_what_is_not_a_reference_is_none(text: str) -> None:
    assert parse(text) is None


def test_what_was_composed_is_read_back() -> None:
    for number in (1, 999_999, 1_000_000, 10**11):
        assert parse(compose("desk", 2026, number)) == ("desk", 2026, number)


def test_a_matter_has_one_reference_before_and_after_it_is_written() -> None:
    """The year is that of UTC, in which the database gives the moment back."""
    boston = timezone(timedelta(hours=-5))
    opened_at = datetime(2014, 12, 31, 22, 0, tzinfo=boston)
    assert Matter(pk=7, room="desk", opened_at=opened_at).reference == "D-2015-000007"
    assert Matter(pk=7, room="desk", opened_at=opened_at.astimezone(UTC)).reference == "D-2015-000007"


@pytest.mark.parametrize(
    "text", ["000264", "264", "D-264", "d000264", "2026-000264", "D-2026-264", "０００２６４"]
)
def test_a_part_of_a_reference_is_known_by_its_number(text: str) -> None:
    assert number_in(text) == 264
    assert may_be("D-2026-000264", text)


@pytest.mark.parametrize("text", ["265", "S-264", "2025-000264", "D-2025-264"])
def test_what_is_said_of_letter_year_and_number_must_fit(text: str) -> None:
    assert not may_be("D-2026-000264", text)


@pytest.mark.parametrize("text", ["", "wages", "D-", "264 wages", "1" * 13, "-264", "２６ten"])
def test_other_words_are_no_part_of_one(text: str) -> None:
    assert number_in(text) is None
    assert not may_be("D-2026-000264", text)
