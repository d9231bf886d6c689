"""Telephone numbers, as people type them and as the hall keeps them; old rows are brought into one form."""

from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db import connection

from unionhall.kernel.people.phones import HasExtension, parse_phone, show_phone

if TYPE_CHECKING:
    from tests.town import Town

PHONE = "+8613800138000"


@pytest.mark.parametrize(
    "text",
    [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "１３８ ００１３ ８０００",
        "+86 138 0013 8000",
        "＋86 13800138000",
        "0086 138 0013 8000",
        "86 13800138000",
        " 13800138000 ",
    ],
)
def test_a_mainland_number_is_one_number_however_it_is_typed(text: str) -> None:
    assert parse_phone(text, "CN") == PHONE


def test_the_region_counts_only_where_no_country_is_named() -> None:
    assert parse_phone("020 7946 0958", "GB") == "+442079460958"
    assert parse_phone("0086 138 0013 8000", "GB") == PHONE


@pytest.mark.parametrize(
    "text",
    [
        *("", "call me", "138", "1380013800013800138000", "+999 1", "a@b.example"),
        # A slip of the finger, which would be somebody else's number.
        *("138OOO10001", "138oo01ooo1", "138 0001 ooo1", "1380001O111", "0755-8123456O", "l3800010001"),
        *("1380001010", "138000101055", "12345678", "９１２３４５６７", "40012345", "12345", "110"),
        *("13800010101/13900010101", "13800010102、13900010102", "13800010110(父亲)", "1.38E+10", "无"),
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="telephone"):
        parse_phone(text, "CN")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("手机13800010109", "+8613800010109"),
        ("86-13800010106", "+8613800010106"),
        ("0138 0001 0118", "+8613800010118"),
        ("\u202d13800010116\u202c", "+8613800010116"),
        ("0755-12345678", "+8675512345678"),
        ("400-810-0120", "+864008100120"),
        ("02087654321", "+862087654321"),
        ("19212345678", "+8619212345678"),
        ("00852 9123 4567", "+85291234567"),
        ("+852-9123-4567", "+85291234567"),
    ],
)
def test_other_ways_of_writing_a_number_are_read(text: str, number: str) -> None:
    assert parse_phone(text, "CN") == number


@pytest.mark.parametrize(
    ("text", "number", "shown"),
    [
        ("0755-12345678转801", "+8675512345678;ext=801", "0755 1234 5678 ext. 801"),
        ("(0755)12345678-801", "+8675512345678;ext=801", "0755 1234 5678 ext. 801"),
        ("0755 1234 5678 ext. 801", "+8675512345678;ext=801", "0755 1234 5678 ext. 801"),
        ("+8613800010119转2", "+8613800010119;ext=2", "138 0001 0119 ext. 2"),
    ],
)
def test_an_extension_is_kept_where_people_call_and_refused_where_the_hall_writes(
    text: str, number: str, shown: str
) -> None:
    assert parse_phone(text, "CN", with_extension=True) == number
    assert show_phone(number) == shown
    assert parse_phone(shown, "CN", with_extension=True) == number
    with pytest.raises(HasExtension):
        parse_phone(text, "CN")


def test_in_the_home_country_a_number_must_be_given_out() -> None:
    with pytest.raises(ValueError, match="telephone"):
        parse_phone("0123 4567", "HK")
    assert parse_phone("9123 4567", "HK") == "+85291234567"
    assert show_phone("0123 4567") == "0123 4567"


def test_old_rows_are_brought_into_one_form_and_none_is_lost(town: "Town") -> None:
    """The migration, on numbers as they were kept: digits of any kind."""
    town.member.phone, town.neighbour.phone = "13800138000", "12"
    town.member.save()
    town.neighbour.save()
    migration = import_module("unionhall.kernel.people.migrations.0003_phones")
    with connection.schema_editor(atomic=False) as editor:
        migration.write_in_one_way(apps, editor)
    town.member.refresh_from_db()
    town.neighbour.refresh_from_db()
    assert (town.member.phone, town.neighbour.phone) == (PHONE, "12")
