"""How often each page asks the database: the reviewed `query_counts.json`, and never more with more rows."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.people.models import Person
from unionhall.kernel.things import changing
from unionhall.rooms.desk.models import Service, Window
from unionhall.rooms.desk.procedure import handling

if TYPE_CHECKING:
    from tests.town import Town

PINNED: dict[str, int] = json.loads(Path(__file__).with_name("query_counts.json").read_text())
Visit: TypeAlias = tuple[Callable[["Town"], Person | None], Callable[[Matter], str]]
PAGES: dict[str, Visit] = {
    "front, a guest": (lambda town: None, lambda matter: "/"),
    "front, a member": (lambda town: town.member, lambda matter: "/"),
    "front, a steward": (lambda town: town.steward, lambda matter: "/"),
    "search, a guest": (lambda town: None, lambda matter: "/search/?q=transport"),
    "search, a steward": (lambda town: town.steward, lambda matter: "/search/?q=shuttle"),
    "mine": (lambda town: town.member, lambda matter: "/mine/"),
    "worklist": (lambda town: town.steward, lambda matter: "/worklist/"),
    "worklist, the whole place": (lambda town: town.coordinator, lambda matter: "/worklist/?whose=place"),
    "matter, the member": (lambda town: town.member, lambda matter: f"/matters/{matter.reference}/"),
    "matter, the steward": (lambda town: town.steward, lambda matter: f"/matters/{matter.reference}/"),
    "answering": (lambda town: town.steward, lambda matter: f"/matters/{matter.reference}/answer/"),
    "adding": (lambda town: town.member, lambda matter: f"/matters/{matter.reference}/add/"),
    "inbox": (lambda town: town.steward, lambda matter: "/inbox/"),
    "places that one writes": (lambda town: town.coordinator, lambda matter: "/register/ground/"),
    "what belongs to a place": (
        lambda town: town.coordinator,
        lambda matter: f"/register/ground/{matter.place_id}/",
    ),
    "coverage": (lambda town: town.coordinator, lambda matter: "/coverage/"),
    "offices": (lambda town: town.member, lambda matter: "/offices/"),
    "desk": (lambda town: town.member, lambda matter: "/desk/"),
    "service": (lambda town: town.member, lambda matter: "/desk/services/transport/"),
    "votes": (lambda town: town.member, lambda matter: "/ballot/"),
    "a list of things": (lambda town: town.coordinator, lambda matter: "/desk/catalogue/?public=0"),
    "a thing": (lambda town: town.coordinator, lambda matter: "/desk/catalogue/transport/"),
    "the history of a thing": (
        lambda town: town.coordinator,
        lambda matter: "/desk/catalogue/transport/history/",
    ),
    "the editor of a thing": (
        lambda town: town.coordinator,
        lambda matter: "/desk/catalogue/transport/edit/",
    ),
}


def queries(client: Client, url: str) -> list[str]:
    """What one visit asks the database, once every cache of the process is warm."""
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in asked]


def lengthen(town: "Town", matter: Matter) -> None:
    """More matters of the same people, a longer timeline of the one, and more things with more versions."""
    for number in range(5):
        handling.accept(town.desk.ask(), actor=town.steward)
        handling.add(matter, actor=town.member, text="The shuttle still does not come.")
        window = changing.add(Window, f"w{number}", {"title": {"en": f"Window {number}"}}, actor=HALL)
        said = {"window": window, "title": {"en": f"Service {number}"}}
        changing.add(Service, f"s{number}", said, actor=HALL)
        changing.change(town.desk.service.service, {"amount": number + 6}, actor=town.coordinator)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_as_often_as_was_reviewed_however_much_there_is(town: "Town", page: str) -> None:
    who, where = PAGES[page]
    client, matter = Client(), handling.accept(town.desk.ask(), actor=town.steward)
    if person := who(town):
        client.force_login(person)
    changing.change(town.desk.service.service, {"amount": 4}, actor=town.coordinator)
    few = queries(client, where(matter))
    lengthen(town, matter)
    many = queries(client, where(matter))
    assert len(many) == len(few), "\n".join(many)
    assert len(many) == PINNED[page], f'"{page}": {len(many)}\n' + "\n".join(many)


def test_no_pinned_page_is_gone() -> None:
    assert set(PINNED) == set(PAGES)
