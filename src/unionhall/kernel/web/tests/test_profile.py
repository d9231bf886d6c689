"""Who one is here stands on one page, with what one changes at once and what the register confirms."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from unionhall.kernel.people import texting
from unionhall.kernel.people.forgetting import forget
from unionhall.kernel.people.models import Person

if TYPE_CHECKING:
    from tests.town import Town

URL = "/account/profile/"


@pytest.fixture
def member(town: "Town") -> Client:
    client = Client()
    client.force_login(town.member)
    return client


def spelling(town: "Town") -> str:
    return Person.objects.get(pk=town.member.pk).spelling


def test_it_says_name_addresses_and_branch_and_where_each_is_changed(town: "Town", member: Client) -> None:
    page = member.get(URL).text
    for said in ("Name", str(town.north), town.member.email or "", "/register/correct/", "/account/email/"):
        assert said in page


@pytest.mark.parametrize("by_text", [True, False])
def test_a_number_is_changed_by_a_code_or_where_there_are_none_by_the_register(
    member: Client, monkeypatch: pytest.MonkeyPatch, by_text: bool
) -> None:
    monkeypatch.setattr(texting, "is_available", lambda: by_text)
    page = member.get(URL).text
    assert ("/account/phone/" in page) == by_text
    assert page.count("/register/correct/") == (1 if by_text else 2)


def test_it_is_the_first_entry_of_the_account_and_tokens_stand_after_signing_in(member: Client) -> None:
    page = member.get("/").text
    names = ("account_profile", "account_own", "account_ways", "account_signed_in", "api_tokens")
    entries = [page.index(f'href="{reverse(name)}"') for name in names]
    assert entries == sorted(entries)


def test_a_spelling_is_kept_and_taken_away(town: "Town", member: Client) -> None:
    for typed in ("Ó Néill Mei-Ling", "O'Neill Mei", ""):
        assert member.post(URL, {"spelling": typed}).status_code == 302
        assert spelling(town) == typed


@pytest.mark.parametrize("typed", ["王伟", "Mei <b>", "Mei 2", "Мэй", "--", "M" * 121])
def test_another_one_is_refused_and_stands_there_still(town: "Town", member: Client, typed: str) -> None:
    led = member.post(URL, {"spelling": typed})
    assert led.status_code == 303
    answer = member.get(led["Location"])
    assert answer.status_code == 422
    assert spelling(town) == ""
    assert typed.partition("<")[0] in answer.text


def test_nobody_else_reads_or_changes_it(town: "Town", member: Client) -> None:
    member.post(URL, {"spelling": "Neill Mei"})
    other = Client()
    other.force_login(town.neighbour)
    assert "Neill Mei" not in other.get(URL).text
    other.post(URL, {"spelling": "Ann"})
    assert spelling(town) == "Neill Mei"
    assert Client().get(URL).status_code == 302


def test_it_is_forgotten_with_its_bearer(town: "Town", member: Client) -> None:
    member.post(URL, {"spelling": "Neill Mei"})
    forget(Person.objects.get(pk=town.member.pk))
    assert spelling(town) == ""
