# only sealed
"""Whoever has the database reads neither what was said in this room nor who said it."""

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from unionhall.kernel.matters.erasing import erase
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.keys.faults import KeyDestroyed
from unionhall.kernel.procedures.opening import new_matter
from unionhall.rooms.skeleton.models import SkeletonQuestion
from unionhall.rooms.skeleton.procedure import asking

if TYPE_CHECKING:
    from tests.town import Town

WORDS, SINCE, REACH, ANSWER = "The roof leaks.", date(2001, 2, 3), "ring twice at 14", "Come on Monday."


@pytest.fixture
def matter(town: "Town") -> Matter:
    begun = new_matter(asking.ask, town.north, subject=town.member)
    asked = asking.ask(begun, actor=town.member, description=WORDS, since=SINCE, reach=REACH)
    return asking.answer(asked, actor=town.steward, text=ANSWER)


def lying(*tables: str) -> str:
    """Every row of these tables, as whoever has the database sees them."""
    with connection.cursor() as cursor:
        return "\n".join(
            str(row)
            for table in tables
            for row in cursor.execute(f'SELECT t::text FROM "{table}" t').fetchall()  # noqa: S608
        )


def test_no_table_holds_what_was_said(matter: Matter) -> None:
    seen = lying(*connection.introspection.table_names())
    assert [said for said in (WORDS, SINCE.isoformat(), REACH, ANSWER) if said in seen] == []


def test_no_row_of_it_names_the_member(matter: Matter, town: "Town") -> None:
    mask = matter.parties.get().person
    assert mask.pk != town.member.pk
    assert matter.subject == mask
    assert str(town.member.uid) not in lying("matters_matter", "matters_party", "journal_entry")


def test_its_parties_read_all_of_it(matter: Matter, town: "Town", client: Client) -> None:
    client.force_login(Person.objects.get(pk=town.member.pk))
    page = client.get(f"/matters/{matter.reference}/").text
    assert [said for said in (WORDS, REACH, ANSWER) if said not in page] == []


def test_its_handler_shows_anew_who_they_are(matter: Matter, town: "Town", client: Client) -> None:
    client.force_login(town.steward)
    assert WORDS not in client.get(f"/matters/{matter.reference}/").text


def test_the_end_of_its_key_is_its_end(matter: Matter) -> None:
    read = SkeletonQuestion.objects.get()
    assert erase(matter.pk, timezone.now())
    with pytest.raises(KeyDestroyed):
        assert read.description
    left = SkeletonQuestion.objects.get()
    assert (left.description, left.since, left.reach) == ("", None, "")
