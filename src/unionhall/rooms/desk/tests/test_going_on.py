"""What a member began to ask is offered to them on any device, and to nobody else."""

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.walking import Walker
from unionhall.database.questions import ask
from unionhall.kernel.drafts import begun, keeping, spots
from unionhall.kernel.drafts.models import Kept
from unionhall.kernel.people.models import Person
from unionhall.kernel.things import changing

if TYPE_CHECKING:
    from tests.town import Town

OFFER = "Go on with what you began"
WORDS = "The bus does not come."


def browser_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(client: Client, address: str) -> str:
    return str(client.get(address).content.decode())


def begin(person: Person, words: str = WORDS) -> Walker:
    return Walker(browser_of(person), "/desk/ask/transport/").say(description=words)


def way_out(page: str) -> str:
    found = re.search(r'href="(/mine/begun/[^"]+/throw/)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize("address", ["/", "/mine/"])
def test_another_device_offers_it_with_its_first_words_and_shows_the_screen_where_it_was_left(
    town: "Town", address: str
) -> None:
    left = begin(town.member)
    page = text(browser_of(town.member), address)
    assert OFFER in page
    assert WORDS in page
    assert f'href="{left.url}"' in page
    assert 'name="where-place"' in text(browser_of(town.member), left.url)


@pytest.mark.parametrize("address", ["/", "/mine/"])
def test_nobody_else_is_offered_it(town: "Town", address: str) -> None:
    begin(town.member)
    for other in (town.neighbour, town.steward, town.coordinator):
        page = text(browser_of(other), address)
        assert OFFER not in page
        assert WORDS not in page
    assert OFFER not in text(Client(), "/")


def test_what_was_only_opened_or_sent_is_not_offered(town: "Town") -> None:
    walker = Walker(browser_of(town.member), "/desk/ask/transport/")
    assert OFFER not in text(walker.client, "/mine/")
    walker.say(description=WORDS)
    walker.say(place=walker.value("where-place"), address="").say().post(send="1")
    page = text(walker.client, "/mine/")
    assert OFFER not in page


def test_what_an_officer_takes_down_for_somebody_is_not_offered(town: "Town") -> None:
    walker = Walker(browser_of(town.steward), "/desk/counter/").say(exactly="")
    assert Kept.objects.exists()
    assert OFFER not in text(walker.client, "/mine/")


def test_it_is_thrown_away_after_one_question(town: "Town") -> None:
    begin(town.member)
    client = browser_of(town.member)
    out = way_out(text(client, "/mine/"))
    assert WORDS in text(client, out)
    assert Kept.objects.count() == 1
    assert client.post(out)["Location"] == "/mine/"
    assert not Kept.objects.exists()
    assert OFFER not in text(client, "/mine/")


def test_nobody_else_throws_it_away(town: "Town") -> None:
    begin(town.member)
    out = way_out(text(browser_of(town.member), "/mine/"))
    assert browser_of(town.neighbour).post(out).status_code == 404
    assert Kept.objects.count() == 1


def test_of_what_will_lie_sealed_no_list_says_a_word(town: "Town") -> None:
    changing.change(town.desk.service.service, {"sealed": True}, actor=town.coordinator)
    begin(town.member)
    page = text(browser_of(town.member), "/mine/")
    assert OFFER in page
    assert WORDS not in page
    assert "Sealed" in page


def test_a_list_asks_for_nothing_else_that_lies_there(town: "Town") -> None:
    begin(town.member)
    keeping.keep(spots.of_member(town.member, "desk", "/a/", about="/a/"), {"typed": {}})
    (lying,) = ask(begun.asks(town.member))
    assert (Kept.objects.count(), len(lying)) == (2, 1)


def test_it_is_named_in_the_reader_s_language(town: "Town") -> None:
    title = {"en": "Bus", "zh-hans": "班车", "zh-hant": "班車"}
    changing.change(town.desk.service.service, {"title": title}, actor=town.coordinator)
    begin(town.member)
    client = browser_of(town.member)
    client.cookies["language"] = "zh-hans"
    Person.objects.filter(pk=town.member.pk).update(language="zh-hans")
    assert "班车" in str(client.get("/mine/", headers={"accept-language": "zh-hans"}).content.decode())


def test_the_first_screen_s_draft_is_of_no_matter_and_its_row_says_nothing(town: "Town") -> None:
    begin(town.member)
    assert WORDS.encode() not in bytes(Kept.objects.get().content)
