"""Joining a duplicate offers the likeliest, out of what its handler has in hand; typing stays possible."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from unionhall.rooms.desk.models import Request
from unionhall.rooms.desk.procedure import asking, closing, handling
from unionhall.rooms.desk.tests.town import service

if TYPE_CHECKING:
    from tests.town import Town
    from unionhall.kernel.matters.models import Matter

SAID = "The shuttle bus has not come to the north gate."


def in_hand(town: "Town", said: str = SAID, kind: str = "", **more: Any) -> "Matter":
    version = service(kind, kind.title()) if kind else town.desk.service
    area = more.pop("area", town.north)
    asked = asking.ask(
        asking.new_matter(version, area, subject=town.member),
        actor=town.member,
        request=Request(service=version, description=said, channel="web"),
        **more,
    )
    return handling.accept(asked, actor=more.get("by", town.steward))


def offered(town: "Town", matter: "Matter", move: str = "merge") -> list[str]:
    client = Client()
    client.force_login(town.steward)
    form = client.get(f"/matters/{matter.reference}/{move}/").context["form"]
    return [row["reference"] for row in form.fields["other"].widget.near]


@pytest.mark.parametrize("move", ["merge", "group"])
def test_the_same_service_and_place_is_offered(town: "Town", move: str) -> None:
    matter, other = in_hand(town), in_hand(town, "Nothing in common.")
    assert offered(town, matter, move) == [other.reference]


def test_near_words_are_offered_whatever_the_service(town: "Town") -> None:
    matter = in_hand(town)
    near = in_hand(town, "Again no shuttle bus at the north gate!", "bus")
    in_hand(town, "My wages are late.", "wages")
    assert offered(town, matter) == [near.reference]


def test_near_words_in_chinese(town: "Town") -> None:
    matter = in_hand(town, "厂车三天没来北门", "one")
    near = in_hand(town, "北门的厂车又没来", "two")
    in_hand(town, "工资还没发", "three")
    assert offered(town, matter) == [near.reference]


def test_what_is_old_closed_or_in_other_hands_is_not_offered(town: "Town") -> None:
    matter = in_hand(town)
    in_hand(town, at=timezone.now() - timedelta(days=100))
    closed = in_hand(town)
    closing.answer(closed, actor=town.steward, text="Yes")
    town.desk.ask(area=town.south)
    assert offered(town, matter) == []


def send(town: "Town", matter: "Matter", **answers: str) -> str:
    client = Client()
    client.force_login(town.steward)
    sent = {"key": str(uuid4()), "text": "The same bus.", **answers}
    client.post(f"/matters/{matter.reference}/merge/", sent)
    matter.refresh_from_db()
    return matter.state


def test_the_chosen_one_is_joined_and_a_typed_one_goes_before(town: "Town") -> None:
    first, second, chosen, typed = (in_hand(town) for _each in range(4))
    assert send(town, first, other="", other_near=chosen.reference) == "merged"
    assert send(town, second, other=typed.reference, other_near=chosen.reference) == "merged"
    assert second.links.get().other == typed


def test_without_either_it_is_asked_for(town: "Town") -> None:
    matter = in_hand(town)
    assert send(town, matter, other=" ") == "accepted"
