"""Finding what one can ask for, at the front door."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.town import build
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.things import changing
from unionhall.kernel.web import offers
from unionhall.rooms.desk.catalogue import load_starter
from unionhall.rooms.desk.models import Service

if TYPE_CHECKING:
    from tests.town import Town


def found(text: str) -> list[str]:
    return [offer.url.split("/")[-2] for offer in offers.find(text)]


@pytest.fixture(scope="module")
def _loaded(lasting_db: None) -> "Town":
    town = build()
    load_starter()
    return town


@pytest.fixture
def starter(_loaded: "Town", db: None) -> "Town":
    """The town with the services that every hall begins with, loaded once for all tests."""
    return _loaded


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("street light", "street-light"),
        ("LAMP", "street-light"),
        ("路灯", "street-light"),
        ("路燈", "street-light"),
        ("欠薪", "unpaid-wages"),
        ("GDPR data protection", "my-data"),
        ("把我的资料删除", "my-data"),
        ("工伤", "work-injury"),
        ("職災", "work-injury"),
        ("fired", "dismissal"),
        ("ｓｔｒｅｅｔ", "street-light"),
    ],
)
def test_a_service_is_found_by_the_words_people_use_in_any_language(
    starter: "Town", text: str, code: str
) -> None:
    assert found(text)[0] == code


@pytest.mark.parametrize("text", ["", "   ", "\0", "zzzz", "<script>", "%", "x" * 5_000])
def test_nonsense_finds_nothing_and_breaks_nothing(starter: "Town", client: Client, text: str) -> None:
    assert found(text) == []
    assert client.get("/search/", {"q": text}).status_code == 200


def test_what_has_each_word_comes_alone_else_what_has_any(starter: "Town") -> None:
    assert found("street lamp") == ["street-light"]
    assert found("street zzzz") == ["street-light"]
    assert {"harassment", "dismissal", "unpaid-wages"} <= set(found("boss"))


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("My wages have been late since March", "unpaid-wages"),
        ("我们厂门口的路灯不亮了", "street-light"),
        ("老闆積欠薪資三個月", "unpaid-wages"),
        ("my boss hit me", "harassment"),
        ("老板打我", "harassment"),
        ("老闆打我", "harassment"),
        ("I was not paid", "unpaid-wages"),
        ("They didn't pay me for three months!", "unpaid-wages"),
        ("工资没发", "unpaid-wages"),
        ("老板三个月不发工资", "unpaid-wages"),
        ("I fell off a ladder at work and broke my arm", "work-injury"),
        ("手指被机器压伤了", "work-injury"),
        ("they want to fire me because I am pregnant", "dismissal"),
        ("Who looks after my kids in the holidays?", "childcare"),
        ("妈妈生病了没人照顾", "elder-care"),
    ],
)
def test_a_whole_sentence_finds_what_it_has_most_words_in_common_with(
    starter: "Town", sentence: str, code: str
) -> None:
    assert found(sentence)[0] == code


def test_a_change_of_the_catalogue_is_found_at_once(starter: "Town") -> None:
    litter = Service.objects.get(code="litter")
    changing.change(litter, {"title": {"en": "Fly-tipping"}}, actor=starter.coordinator)
    assert found("fly-tipping") == ["litter"]
    changing.retire(litter, actor=starter.coordinator)
    assert "litter" not in found("fly-tipping")


def test_the_front_door_offers_what_is_asked_most(starter: "Town", client: Client) -> None:
    assert len(offers.most_asked()) == 6
    general = offers.in_own_words()
    assert general is not None
    assert general.url == "/desk/ask/something-else/"


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
@pytest.mark.parametrize("who", ["", "member", "steward"])
def test_front_door_and_search_are_shown_to_everybody(
    starter: "Town", client: Client, who: str, language: str
) -> None:
    starter.desk.ask()
    if who:
        client.force_login(getattr(starter, who))
    for address in ("/", "/search/", "/search/?q=bus"):
        assert client.get(address, headers={"accept-language": language}).status_code == 200


def test_search_finds_the_words_of_matters_one_may_see_and_only_those(
    starter: "Town", client: Client
) -> None:
    matter = starter.desk.ask(description="The shuttle at Café Straße was flooded, 沒有發工資")
    for who, finds in (("member", True), ("steward", True), ("neighbour", False), ("outsider", False)):
        client.force_login(getattr(starter, who))
        for asked in ("flooded", "cafe strasse", "发工资"):
            page = client.get("/search/", {"q": asked}).content.decode()
            assert (matter.reference in page) is finds, (who, asked)


def test_a_part_of_a_reference_finds_it_for_those_who_may_open_it(starter: "Town", client: Client) -> None:
    matter = starter.desk.ask()
    letter, _year, number = matter.reference.split("-")
    for who, finds in (("member", True), ("steward", True), ("neighbour", False), ("outsider", False)):
        client.force_login(getattr(starter, who))
        for asked in (number, number.lstrip("0"), f"{letter}-{number}"):
            page = client.get("/search/", {"q": asked}).content.decode()
            assert (matter.reference in page) is finds, (who, asked)
    client.logout()
    assert matter.reference not in client.get("/search/", {"q": number}).content.decode()


@pytest.mark.parametrize(
    ("who", "finds"), [("", False), ("member", False), ("steward", False), ("coordinator", True)]
)
def test_only_who_may_open_the_board_finds_it(starter: "Town", client: Client, who: str, finds: bool) -> None:
    if who:
        client.force_login(getattr(starter, who))
    found = [offer.url for offer in client.get("/search/?q=board").context["services"]]
    assert ("/desk/board/" in found) is finds


def test_a_number_is_also_looked_for_in_words(starter: "Town", client: Client) -> None:
    first = starter.desk.ask(description="A hundred")
    second = starter.desk.ask(description=f"They owe me {first.pk} and more")
    client.force_login(starter.member)
    page = client.get("/search/", {"q": str(first.pk)}).content.decode()
    assert page.index(first.reference) < page.index(second.reference)
    assert page.count(f">{first.reference}<") <= 1


def test_who_has_something_sealed_is_told_that_words_do_not_find_it(starter: "Town", client: Client) -> None:
    said = "Your sealed matters"
    client.force_login(starter.member)
    assert said not in client.get("/search/?q=flooded").content.decode()
    sealed = starter.desk.ask(description="My wages were flooded")
    type(sealed).objects.filter(pk=sealed.pk).update(sealed=True)
    assert said in client.get("/search/?q=flooded").content.decode()
    client.force_login(starter.steward)
    assert said not in client.get("/search/?q=flooded").content.decode()


@pytest.mark.parametrize("text", ["Mei", "O'Neill", "mei.oneill@town.example"])
def test_search_finds_nobody_by_name(starter: "Town", client: Client, text: str) -> None:
    matter = starter.desk.ask()
    client.force_login(starter.steward)
    assert matter.reference not in client.get("/search/", {"q": text}).content.decode()


def test_a_search_is_written_down_without_its_words(starter: "Town", client: Client) -> None:
    client.force_login(starter.steward)
    client.get("/search/?q=flooded")
    access = Access.objects.get(purpose=Access.Purpose.SEARCH)
    assert access.reader == starter.steward.uid
    assert "flooded" not in access.what


def test_what_was_found_is_not_the_end_of_it(starter: "Town", client: Client) -> None:
    for words in ("wages", "zzzz"):
        assert 'href="/desk/ask/something-else/"' in client.get(f"/search/?q={words}").content.decode()
    changing.retire(Service.objects.get(code="something-else"), actor=HALL)
    for words in ("wages", "zzzz"):
        page = client.get(f"/search/?q={words}").content.decode()
        assert "something-else" not in page
        assert "See everything in the hall" in page
