"""The first words of a request in lists: who reads them, and who is told that somebody did."""

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from unionhall.kernel.privacy.models import Access
from unionhall.kernel.web.first_words import READ, shortened
from unionhall.rooms.desk.models import Request
from unionhall.rooms.desk.procedure import asking
from unionhall.rooms.desk.tests.town import service

if TYPE_CHECKING:
    from tests.town import Town

SAID = "The shuttle leaves before the night shift ends."
LISTS = (
    ("steward", "/worklist/"),
    ("steward", "/"),
    ("mill_coordinator", "/worklist/?whose=place"),
    ("member", "/mine/"),
)


def sealed(town: "Town") -> Any:
    """A request of which nothing may stand in a list."""
    version = service("work-injury", "Hurt at work", sealed=True)
    matter = asking.new_matter(version, town.north, subject=town.member)
    return asking.ask(
        matter, actor=town.member, request=Request(service=version, description=SAID, channel="web")
    )


def text(town: "Town", who: str, address: str) -> str:
    client = Client()
    client.force_login(getattr(town, who))
    return client.get(address).content.decode()


@pytest.mark.parametrize(("who", "address"), LISTS)
def test_a_row_says_the_first_words_the_place_and_the_age(town: "Town", who: str, address: str) -> None:
    town.desk.ask(description=SAID)
    page = text(town, who, address)
    assert SAID in page
    assert "today" in page
    assert str(town.desk.ask().place) in page


@pytest.mark.parametrize(("who", "address"), LISTS)
def test_a_sealed_one_says_that_and_its_day(town: "Town", who: str, address: str) -> None:
    matter = sealed(town)
    page = text(town, who, address)
    assert matter.reference in page
    assert SAID not in page
    assert "Sealed · " in page


def test_ones_own_list_does_not_repeat_who_has_it(town: "Town") -> None:
    town.desk.ask()
    assert ">Handler<" not in text(town, "steward", "/worklist/")
    assert ">Handler<" in text(town, "mill_coordinator", "/worklist/?whose=place")


def test_reading_them_of_what_others_have_is_noted_once_a_day(town: "Town") -> None:
    matter = town.desk.ask(description=SAID)
    for _each in range(2):
        text(town, "mill_coordinator", "/worklist/?whose=place")
    line = Access.objects.get()
    assert (line.purpose, line.what, line.subject) == ("list", matter.reference, town.member.uid)
    assert (line.reader, line.role) == (
        town.mill_coordinator.uid,
        town.mill_coordinator.current_offices[0].role,
    )
    assert f"read the first words of {matter.reference} in a list." in text(
        town, "member", "/account/readings/"
    )


@pytest.mark.parametrize(
    ("who", "address"), [("steward", "/worklist/"), ("member", "/mine/"), ("member", "/")]
)
def test_what_is_in_ones_hands_or_ones_own_is_not_noted(town: "Town", who: str, address: str) -> None:
    town.desk.ask(description=SAID)
    text(town, who, address)
    assert not Access.objects.exists()


def test_a_sealed_one_is_not_noted(town: "Town") -> None:
    """Nothing of it was read."""
    sealed(town)
    text(town, "mill_coordinator", "/worklist/?whose=place")
    assert not Access.objects.exists()


CUT: dict[str, Any] = {
    "short": ("One  line\nand another", "One line and another"),
    "words": ("word " * 40, "word " * 18 + "word …"),
    "chinese": ("夜班" * 60, "夜班" * 24 + " …"),
    "one long word": ("a" * READ, "a" * 96 + " …"),
}


@pytest.mark.parametrize("case", CUT)
def test_they_are_cut_between_words_and_chinese_is_twice_as_wide(case: str) -> None:
    said, shown = CUT[case]
    assert shortened(said) == shown
