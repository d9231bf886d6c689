"""A draft is found by whoever wrote it and by nobody else, and it ends."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.utils import timezone

from unionhall.kernel.drafts import keeping, spots
from unionhall.kernel.drafts.models import Kept
from unionhall.kernel.matters.erasing import forget_person
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.keys import of_matter, of_person, store
from unionhall.kernel.rooms import rooms

if TYPE_CHECKING:
    from tests.town import Town

WORDS = {"text": "The foreman shouts at us."}


def spot_of(person: Person, room: str = "desk", address: str = "/a/") -> spots.Spot:
    return spots.of_member(person, room, address, about=address)


def said(spot: spots.Spot) -> object:
    found = keeping.find(spot)
    return found.said if found else None


def raw() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text, content FROM drafts_kept t")
        return "\n".join(f"{row} {bytes(content)!r}" for row, content in cursor.fetchall())


def test_it_is_found_again_and_the_later_one_stays(town: "Town") -> None:
    for text in ("first", "second"):
        keeping.keep(spot_of(town.member), {"text": text})
    assert said(spot_of(town.member)) == {"text": "second"}
    assert Kept.objects.count() == 1
    keeping.throw(spot_of(town.member))
    assert said(spot_of(town.member)) is None


def test_nobody_else_finds_it_and_no_two_rooms_name_the_same_owner(town: "Town") -> None:
    keeping.keep(spot_of(town.member), WORDS)
    assert said(spot_of(town.neighbour)) is None
    assert said(spot_of(town.member, address="/b/")) is None
    labels = [room.label for room in rooms()]
    assert len({spot_of(town.member, label).owner for label in labels}) == len(labels)


def test_who_reads_the_tables_reads_neither_words_nor_whose(town: "Town") -> None:
    keeping.keep(spot_of(town.member), WORDS)
    keeping.keep(spots.of_guest("token", "/a/"), WORDS)
    for told in ("foreman", str(town.member.uid), "token", "/a/"):
        assert told not in raw()


def test_a_row_that_was_moved_to_another_name_does_not_open(town: "Town") -> None:
    keeping.keep(spot_of(town.member), WORDS)
    Kept.objects.update(name=spot_of(town.member, address="/b/").name)
    assert said(spot_of(town.member, address="/b/")) is None


@pytest.mark.parametrize("key", ["matter", "person"])
def test_in_a_sealed_matter_it_ends_with_either_key(town: "Town", key: str) -> None:
    scope = of_matter(town.desk.ask().stream)
    spot = spots.of_member(town.member, "desk", "/a/", about="D-1", matter=scope)
    keeping.keep(spot, WORDS)
    assert said(spot) == WORDS
    store().destroy(scope if key == "matter" else of_person(town.member.uid), timezone.localdate())
    assert said(spot) is None


def test_a_guests_opens_by_the_token_alone_and_for_two_hours(town: "Town") -> None:
    keeping.keep(spots.of_guest("token", "/a/"), WORDS)
    assert said(spots.of_guest("token", "/a/")) == WORDS
    assert said(spots.of_guest("tokem", "/a/")) is None
    assert keeping.sweep(timezone.now() + spots.HOURS - timedelta(minutes=1)) == 0
    assert keeping.sweep(timezone.now() + spots.HOURS) == 1


def test_what_is_over_is_not_shown_before_it_is_swept(town: "Town") -> None:
    keeping.keep(spot_of(town.member), WORDS, lasts=timedelta(0))
    assert said(spot_of(town.member)) is None
    assert list(keeping.of(town.member)) == []


def test_a_members_is_swept_after_fourteen_days(town: "Town") -> None:
    keeping.keep(spot_of(town.member), WORDS)
    assert keeping.sweep(timezone.now() + timedelta(days=13)) == 0
    assert keeping.sweep(timezone.now() + timedelta(days=14)) == 1


def test_of_one_person_in_one_room_twenty_are_kept_the_oldest_goes(town: "Town") -> None:
    keeping.keep(spot_of(town.neighbour), WORDS)
    for number in range(keeping.MOST + 5):
        keeping.keep(spot_of(town.member, address=f"/{number}/"), WORDS)
    assert Kept.objects.count() == keeping.MOST + 1
    assert said(spot_of(town.member, address="/4/")) is None
    assert said(spot_of(town.member, address="/5/")) == WORDS


def test_twenty_long_ones_leave_room_for_a_short_one(town: "Town") -> None:
    for number in range(keeping.MOST):
        keeping.keep(spot_of(town.member, address=f"/{number}/"), WORDS)
    keeping.keep(spot_of(town.member), WORDS, lasts=spots.HOURS)
    assert said(spot_of(town.member)) == WORDS
    assert Kept.objects.count() == keeping.MOST


def test_all_of_a_person_and_all_about_one_thing(town: "Town") -> None:
    keeping.keep(spot_of(town.member), WORDS)
    keeping.keep(spot_of(town.member, "mediation", "/b/"), WORDS)
    keeping.keep(spot_of(town.neighbour), WORDS)
    assert [found.address for found in keeping.of(town.member)] == ["/b/", "/a/"]
    assert [found.address for found in keeping.of(town.member, about="/a/")] == ["/a/"]
    keeping.end("/a/")
    assert [found.address for found in keeping.of(town.member)] == ["/b/"]
    assert list(keeping.of(town.neighbour)) == []


def test_they_go_with_the_person(town: "Town") -> None:
    keeping.keep(spot_of(town.member), WORDS)
    forget_person(town.member.pk, timezone.now())
    assert not Kept.objects.exists()
