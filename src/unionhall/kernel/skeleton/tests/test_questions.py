"""Asking in this room, from the door to the answer."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.opening import new_matter
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.skeleton.procedure import asking

if TYPE_CHECKING:
    from tests.town import Town


def question(town: "Town") -> Matter:
    matter = new_matter(asking.ask, town.north, subject=town.member)
    since = timezone.localdate()
    return asking.ask(matter, actor=town.member, description="When do we begin?", since=since, reach="")


def test_a_member_asks_at_the_door(town: "Town", client: Client) -> None:
    client.force_login(town.member)
    said = {"description": "When do we begin?", "since": timezone.localdate().isoformat()}
    client.post("/skeleton/ask/", said)
    assert Matter.objects.of(town.member).get(room="skeleton").handler == town.steward


def test_who_did_not_sign_in_is_asked_to(client: Client) -> None:
    assert client.get("/skeleton/").status_code == 302


def test_the_steward_answers(town: "Town") -> None:
    matter = asking.answer(question(town), actor=town.steward, text="On Monday.")
    assert matter.state == "answered"


def test_a_neighbour_can_not_answer(town: "Town") -> None:
    with pytest.raises(NotAllowed):
        asking.answer(question(town), actor=town.neighbour, text="Never.")


def test_opening_again_goes_to_the_next_level(town: "Town") -> None:
    matter = asking.answer(question(town), actor=town.steward, text="On Monday.")
    assert asking.reopen(matter, actor=town.member, text="Which?").handler == town.mill_coordinator
