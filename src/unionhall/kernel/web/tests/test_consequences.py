"""What can't be taken back is made from a page that says so, and by no single touch."""

from typing import TYPE_CHECKING
from uuid import uuid4

from django.test import Client

from unionhall.kernel.people.actors import Hall
from unionhall.kernel.procedures.declaration import Move, procedures
from unionhall.kernel.web.acts import is_one_click
from unionhall.kernel.web.tests.test_moves import state_of
from unionhall.rooms.desk.procedure import closing, handling

if TYPE_CHECKING:
    from tests.town import Town


def moves() -> list[Move]:
    return [move for each in procedures() for move in each.moves.values() if move.by is not Hall]


def test_nothing_is_lost_for_good_at_one_touch() -> None:
    assert not [move.event for move in moves() if move.lost and is_one_click(move)]


def test_the_page_says_what_is_gone_and_who_is_told(client: Client, town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    client.force_login(town.member)
    page = client.get(f"/matters/{matter.reference}/object-to-handler/")
    said = {str(fact.label): str(fact.value) for fact in page.context["consequences"]}
    assert said["Who is told"] == town.steward.name
    assert "can't have it again" in said["Gone for good"]
    assert "be taken back" in page.content.decode()
    assert state_of(matter) == "accepted"


def test_the_handler_reads_that_the_member_is_told(client: Client, town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    client.force_login(town.steward)
    page = client.get(f"/matters/{matter.reference}/declare-conflict/")
    assert ("Who is told", "the member") in [
        (str(fact.label), str(fact.value)) for fact in page.context["consequences"]
    ]


def test_what_can_be_undone_names_the_way_back(client: Client, town: "Town") -> None:
    matter = town.desk.ask()
    client.force_login(town.member)
    page = client.get(f"/matters/{matter.reference}/withdraw/")
    assert "yes, with “Open it again”" in page.content.decode()
    assert "be taken back" not in page.content.decode()
    assert client.post(f"/matters/{matter.reference}/withdraw/", {"key": uuid4()}).status_code == 302
    assert state_of(matter) == "withdrawn"


def test_a_move_that_asks_and_loses_nothing_says_nothing_of_it(client: Client, town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    assert closing.answer.lost is None
    client.force_login(town.steward)
    assert client.get(f"/matters/{matter.reference}/answer/").context["consequences"] == []
