"""Telephone numbers, as people type them and as the hall keeps them; old rows are brought into one form."""

from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db import connection

from unionhall.kernel.people.phones import parse_phone

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


@pytest.mark.parametrize("text", ["", "call me", "138", "1380013800013800138000", "+999 1", "a@b.example"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="telephone"):
        parse_phone(text, "CN")


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
