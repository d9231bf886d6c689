"""Who reads things, and where those of a place end."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser

from unionhall.kernel.people.actors import HALL
from unionhall.kernel.things import changing
from unionhall.kernel.things.declaration import Readers, Things

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture(params=list(Readers))
def read(db: None, request: Any) -> Iterator[Things]:
    from unionhall.kernel.things.tests.venues import declared

    with declared(read_by=request.param) as things:
        yield things


def furnish(things: Things, town: "Town") -> None:
    """A venue at the union, at each branch and at an area of the mill."""
    for code, place in (
        ("union", town.union),
        ("mill", town.mill),
        ("north", town.north),
        ("quay", town.harbour),
    ):
        changing.add(things.model, code, {"title": {"en": code}, "seats": 8, "place": place}, actor=HALL)


def codes(things: Things, reader: object) -> set[str]:
    return set(things.visible_to(reader).values_list("code", flat=True))


MEMBERS = {
    "member": {"union", "mill", "north"},
    "outsider": {"union", "quay"},
    "mill_coordinator": {"union", "mill", "north"},
    "coordinator": {"union", "mill", "north", "quay"},
}
EDITORS = {"mill_coordinator": {"mill", "north"}, "coordinator": {"union", "mill", "north", "quay"}}


@pytest.mark.parametrize("who", MEMBERS)
def test_everybody_reads_as_far_as_the_room_says(town: "Town", read: Things, who: str) -> None:
    furnish(read, town)
    every = {"union", "mill", "north", "quay"}
    wanted = {
        Readers.EDITORS: EDITORS.get(who, set()),
        Readers.MEMBERS: MEMBERS[who],
        Readers.EVERYBODY: every,
    }
    assert codes(read, getattr(town, who)) == wanted[read.read_by]


def test_who_did_not_sign_in_reads_only_what_is_for_everybody(town: "Town", read: Things) -> None:
    furnish(read, town)
    assert read.may_open(AnonymousUser()) is (read.read_by is Readers.EVERYBODY)
    assert bool(codes(read, AnonymousUser())) is (read.read_by is Readers.EVERYBODY)


def test_who_left_reads_no_more(town: "Town", venues: Things) -> None:
    furnish(venues, town)
    town.member.memberships.all().delete()
    assert codes(venues, town.member) == set()
