"""The worklist narrowed by what somebody types, and sorted by its columns."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone

from unionhall.kernel.privacy.models import Access
from unionhall.kernel.web import worklist
from unionhall.kernel.web.tests.test_first_words import sealed
from unionhall.kernel.web.tests.test_lists import references
from unionhall.rooms.desk.models import Request, ServiceVersion
from unionhall.rooms.desk.procedure import asking
from unionhall.rooms.desk.tests.town import service

if TYPE_CHECKING:
    from tests.town import Town


def found(town: "Town", typed: str, who: str = "steward", **more: str) -> list[str]:
    client = Client()
    client.force_login(getattr(town, who))
    page = client.get("/worklist/", {"q": typed, **more})
    return [row["reference"] for row in page.context["rows"]]


def wide(text: str) -> str:
    """As a Chinese keyboard writes it."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


@pytest.mark.parametrize("typed", ["{}", "{:.9}", "number", "wide", "small"])
def test_a_reference_or_a_part_of_it_finds_its_matter(town: "Town", typed: str) -> None:
    matter = town.desk.ask()
    reference = matter.reference
    asked = {"number": reference[-6:], "wide": wide(reference), "small": reference.lower()}
    assert found(town, asked.get(typed) or typed.format(reference)) == [reference]


def test_digits_of_another_number_find_nothing(town: "Town") -> None:
    matter = town.desk.ask()
    assert found(town, f"{matter.pk + 1:06}") == []
    assert found(town, f"D-{matter.opened_at.year - 1}") == []


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("gate", True),
        ("broken gate", True),
        ("gat", True),
        ("GATE", True),
        ("fence", False),
        ("gate fence", False),
    ],
)
def test_words_and_their_beginnings_find_it_all_of_them(town: "Town", typed: str, is_found: bool) -> None:
    matter = town.desk.ask(description="The gate is broken.")
    assert found(town, typed) == [matter.reference] * is_found


def test_chinese_is_found_in_both_scripts(town: "Town") -> None:
    matter = town.desk.ask(description="老板不发加班费")
    assert found(town, "加班費") == [matter.reference]


def test_service_and_place_find_it_in_any_language(town: "Town") -> None:
    other = service("lamp", "Street lamp")
    ServiceVersion.objects.filter(pk=other.pk).update(title={"en": "Street lamp", "zh-hans": "路灯"})
    lamp = asking.ask(
        asking.new_matter(other, town.north, subject=town.member),
        actor=town.member,
        request=Request(service=other, description="It is dark.", channel="web"),
    )
    town.desk.ask()
    for typed in ("lamp", "路燈", f"lamp {town.north}"):
        assert found(town, typed) == [lamp.reference]
    assert len(found(town, str(town.north))) == 2


def test_nobodys_name_finds_anything(town: "Town") -> None:
    town.desk.ask(description="The gate is broken.")
    for person in (town.member, town.steward):
        for name in (person.name, *person.name.split()):
            assert found(town, name) == []


def test_the_words_of_a_sealed_one_find_nothing_its_service_does(town: "Town") -> None:
    matter = sealed(town)
    assert found(town, "shuttle") == []
    assert found(town, "hurt") == [matter.reference]


def test_nobody_finds_what_they_may_not_read(town: "Town") -> None:
    matter = town.desk.ask(description="The gate is broken.")
    assert found(town, "gate", "caseworker") == []
    assert found(town, "gate", "mill_coordinator", whose="place") == [matter.reference]


def test_a_search_is_noted_without_its_words(town: "Town") -> None:
    town.desk.ask()
    found(town, "shuttle")
    line = Access.objects.get(purpose="search")
    assert (line.what, line.subject) == ("worklist", None)


@pytest.mark.parametrize("typed", ["%", "_", "*", "'", "\\", "\0", "( | )", "🙂", "-", "a" * 300])
def test_no_sign_fails(town: "Town", typed: str) -> None:
    town.desk.ask()
    assert found(town, typed) is not None


def sorted_by(town: "Town", sort: str, size: int, monkeypatch: Any) -> list[str]:
    monkeypatch.setattr(worklist, "SIZE", size)
    client = Client()
    client.force_login(town.steward)
    seen, address = [], f"/worklist/?sort={sort}"
    while address:
        page = client.get(address)
        seen += [row["reference"] for row in page.context["rows"]]
        address = page.context["pager"].get("next") and "/worklist/" + page.context["pager"]["next"]
    return seen


@pytest.mark.parametrize("sort", ["asked", "-asked", "place", "service", "", "nonsense"])
def test_the_list_is_sorted_by_its_columns_page_by_page(town: "Town", sort: str, monkeypatch: Any) -> None:
    now = timezone.now()
    made = [town.desk.ask(at=now - timedelta(days=days)).reference for days in (3, 1, 2, 5)]
    by_age = [made[3], made[0], made[2], made[1]]
    expected = {"asked": by_age, "-asked": by_age[::-1], "place": made, "service": made}
    assert sorted_by(town, sort, 3, monkeypatch) == expected.get(sort, by_age)


def test_the_head_says_how_it_is_sorted_and_turns_round(town: "Town") -> None:
    town.desk.ask()
    client = Client()
    client.force_login(town.steward)
    page = client.get("/worklist/?sort=asked&late=").content.decode()
    assert 'aria-sort="ascending" class="sorts"><a href="?sort=-asked">Asked' in page
    assert page.count("aria-sort") == 1
    assert 'aria-sort="ascending" class="sorts"><a href="?">Due' in client.get("/worklist/").content.decode()


def test_what_is_offered_is_found_by_nobody_elses_words(town: "Town") -> None:
    """A filter narrows one's own list; what is offered comes back with the whole of it."""
    client = Client()
    client.force_login(town.steward)
    assert references(client, "/worklist/?q=gate", "offered") == []
