"""Nobody can leaf through people: a member's name stands only before those who work on their case."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.permissions.addresses import address, arguments
from tests.permissions.rows import EVERY_ROW
from tests.permissions.visitors import VISITORS, visitor_of
from tests.protection.crawling import crawl
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.looking_up import look_up
from unionhall.kernel.people.models import Person
from unionhall.rooms.desk.intake.serving import serving_offices
from unionhall.rooms.desk.procedure import handling

if TYPE_CHECKING:
    from tests.town import Town

ABUSE = (
    "/search/?q=Bola",
    "/search/?q=Ade",
    "/search/?q=Otto+Sider",
    "/search/?q=%25",
    "/search/?q=@town.example",
    "/search/?q=mei.oneill@town.example",
    "/worklist/?whose=place&subject=1",
    "/worklist/?whose=place&member=Bola",
    "/mine/?person=1",
    "/mine/?whose=place",
    "/coverage/?members=1",
    "/places/{area}/?members=1",
    "/desk/counter/?exactly=%25",
    "/open311/v2/requests.json?service_request_id=D-2026-000001",
    "/open311/v2/requests.json?first_name=Mei",
)

GUESSES = ("%", "*", "_", "Bola", "Bola Ade", "ade", "@town.example", "bola.ade@", ".", "' OR 1=1")


@pytest.fixture
def request_of_the_member(town: "Town") -> Matter:
    matter: Matter = handling.accept(town.desk.ask(), actor=town.steward)
    return matter


@pytest.mark.slow("a walk through all pages, as every visitor")
@pytest.mark.parametrize("visitor", VISITORS)
def test_nobody_reads_a_name_that_is_not_theirs_to_know(
    town: "Town", request_of_the_member: Matter, visitor: str
) -> None:
    person: Person | None = None if visitor == "anonymous" else visitor_of(town, visitor)
    client = Client()
    if person:
        client.force_login(person)
    hidden = _hidden_from(town, person)
    filled = arguments(town, request_of_the_member.reference, "00000000-0000-4000-8000-000000000000")
    rows = [row for row in EVERY_ROW if row.method == "GET" and row.answer(visitor) == "200"]
    starts = [address(row.name, filled) for row in rows if "logout" not in row.name]
    tries = [url.format(area=town.north.pk) for url in ABUSE]
    shown = {
        url: [name for name in hidden if name in text]
        for url, text in crawl(client, ["/", *tries, *starts], most=120)
        if any(name in _without_query(url, text) for name in hidden)
    }
    assert shown == {}


def test_the_walk_finds_a_name_where_it_may_stand(town: "Town", request_of_the_member: Matter) -> None:
    client = Client()
    client.force_login(town.steward)
    assert any(town.member.name in text for _url, text in crawl(client, ["/"]))


def _hidden_from(town: "Town", person: Person | None) -> set[str]:
    """Names and addresses of members without an office; the asker's own only from those without the case."""
    members = {town.neighbour, town.outsider}
    if person is None or not Matter.objects.visible_to(person).exists():
        members.add(town.member)
    return {words for each in members - {person} for words in (each.name, each.email or "")}


def _without_query(url: str, text: str) -> str:
    """A search page repeats what was typed; that is no answer."""
    from urllib.parse import parse_qsl, urlsplit

    for _name, value in parse_qsl(urlsplit(url).query):
        text = text.replace(value, "")
    return text


def at_the_counter(exactly: str, steward: Person) -> list[Person]:
    """Whom a steward finds by exactly that."""
    return list(look_up(exactly, by=steward, offices=serving_offices(steward), where="desk.counter"))


@pytest.mark.parametrize("guess", GUESSES)
def test_the_counter_finds_nobody_by_a_guess(town: "Town", guess: str) -> None:
    assert at_the_counter(guess, town.steward) == []


def test_the_counter_finds_nobody_of_another_branch(town: "Town") -> None:
    assert at_the_counter(str(town.outsider.email), town.steward) == []
    assert at_the_counter(str(town.neighbour.email), town.steward) == [town.neighbour]
