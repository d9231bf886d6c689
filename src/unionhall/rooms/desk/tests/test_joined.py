"""Whoever was joined with another request hears the end in their own, and nothing of the other person."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.procedures import awaiting
from unionhall.rooms.desk.procedure import after, closing, handling

if TYPE_CHECKING:
    from tests.town import Town

PRIVATE = "Bola's shift was moved for it."


@pytest.fixture
def pair(town: "Town") -> tuple[Matter, Matter]:
    """The member's request, joined with the neighbour's, which goes on for both."""
    mine = handling.accept(town.desk.ask(), actor=town.steward)
    other = handling.accept(town.desk.ask(town.neighbour), actor=town.steward)
    return closing.merge(mine, actor=town.steward, other=other, text="The same bus"), other


def again(matter: Matter) -> Matter:
    return Matter.objects.get(pk=matter.pk)


def test_the_end_of_the_other_brings_it_back_for_an_answer_of_its_own(
    town: "Town", pair: tuple[Matter, Matter], client: Client
) -> None:
    mine, other = pair
    closing.answer(other, actor=town.steward, text=f"The bus comes again. {PRIVATE}")
    assert awaiting.deliver() == 1
    mine = again(mine)
    assert (mine.state, mine.handler, mine.is_open) == ("accepted", town.steward, True)
    assert mine.due_at is not None
    assert Notice.objects.filter(matter=mine, person=town.member, event="desk.hear").exists()
    client.force_login(town.member)
    page = client.get(f"/matters/{mine.reference}/").content.decode()
    assert "has ended" in page
    assert town.neighbour.name not in page
    assert PRIVATE not in page
    mine = closing.answer(mine, actor=town.steward, text="The bus comes again from Monday on.")
    assert after.rate(mine, actor=town.member, rating=5).request.rating == 5


@pytest.mark.parametrize("how", ["decline", "withdraw", "refer_outside"])
def test_however_the_other_ends(town: "Town", pair: tuple[Matter, Matter], how: str) -> None:
    mine, other = pair
    if how == "withdraw":
        closing.withdraw(other, actor=town.neighbour)
    elif how == "decline":
        closing.decline(other, actor=town.steward, text="No line goes there.")
    else:
        closing.refer_outside(other, actor=town.steward, body="City buses", text="They run it.")
    assert awaiting.deliver() == 1
    assert again(mine).state == "accepted"


def test_of_a_chain_each_hears_of_its_own_other(town: "Town", pair: tuple[Matter, Matter]) -> None:
    """The other is joined with a third: only the end of that one brings it back, and then the first."""
    mine, other = pair
    third = handling.accept(town.desk.ask(town.volunteer), actor=town.steward)
    closing.merge(other, actor=town.steward, other=third, text="The same")
    assert awaiting.deliver() == 0
    closing.answer(third, actor=town.steward, text="Done.")
    awaiting.deliver()
    assert (again(other).state, again(mine).state) == ("accepted", "merged")
    closing.answer(again(other), actor=town.steward, text="Done.")
    awaiting.deliver()
    assert again(mine).state == "accepted"


def test_it_can_be_joined_once_more_with_what_was_opened_again(
    town: "Town", pair: tuple[Matter, Matter]
) -> None:
    mine, other = pair
    other = closing.answer(other, actor=town.steward, text="Done.")
    awaiting.deliver()
    other = after.reopen(other, actor=town.neighbour)
    mine = closing.merge(again(mine), actor=town.steward, other=other, text="Again the same")
    closing.answer(other, actor=town.steward, text="Done at last.")
    assert awaiting.deliver() == 1
    assert again(mine).state == "accepted"
