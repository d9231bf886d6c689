"""How to reach the union and its branches: a page for everybody, and a word of it where people get stuck."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.places.models import Place
from unionhall.kernel.places.reach import Reach, reach_of
from unionhall.kernel.web.reach import call

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture
def known(town: "Town") -> "Town":
    """The union has a telephone, hours and a word for what is urgent; the mill a door of its own."""
    union, mill = Place.objects.filter(pk=town.union.pk), Place.objects.filter(pk=town.mill.pk)
    union.update(
        telephone="555 0100", address="1 Square", hours={"en": "9 to 17"}, urgent={"en": "Ring 555 0199"}
    )
    mill.update(address="20 Spindle Road", urgent={"zh-hans": "先打急救"})
    return town


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_what_a_place_leaves_blank_it_has_from_above_but_never_the_hours_of_another_door(
    known: "Town",
) -> None:
    places = current_atlas().places
    assert reach_of(places, known.harbour_area.path) == Reach(
        "555 0100", "1 Square", "9 to 17", "", "Ring 555 0199"
    )
    assert reach_of(places, known.north.path) == Reach("555 0100", "20 Spindle Road", "", "", "先打急救")


def test_everybody_reads_every_branch_and_what_is_urgent_once(known: "Town", client: Client) -> None:
    shown = page(client, "/reach/")
    for said in ("Mill", "20 Spindle Road", "Harbour", "9 to 17", '<a href="tel:5550100">555 0100</a>'):
        assert said in shown
    assert shown.count("Ring 555 0199") == 1
    assert "Ring 555 0199" in page(client, f"/reach/{known.harbour.pk}/")


def test_an_area_stands_there_only_with_a_way_of_its_own(known: "Town", client: Client) -> None:
    assert "North" not in page(client, f"/reach/{known.mill.pk}/")
    Place.objects.filter(pk=known.north.pk).update(telephone="555 0121")
    assert "555 0121" in page(client, f"/reach/{known.mill.pk}/")


def test_a_closed_place_is_reached_no_more(known: "Town", client: Client) -> None:
    Place.objects.filter(pk=known.harbour.pk).update(closed_on="2020-01-01")
    assert client.get(f"/reach/{known.harbour.pk}/").status_code == 404


def test_a_hall_that_says_nothing_has_the_page_all_the_same(town: "Town", client: Client) -> None:
    assert "Mill" in page(client, "/reach/")
    assert "tel:" not in page(client, "/")


def test_a_hall_without_any_place_says_who_can_change_that(db: None, client: Client) -> None:
    assert "Nothing was written down yet." in page(client, "/reach/")


def test_the_foot_of_every_page_has_telephone_address_and_the_way_there(
    known: "Town", client: Client
) -> None:
    foot = page(client, "/journal/").partition("<footer")[2]
    for said in ("555 0100", "1 Square", "/reach/"):
        assert said in foot


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("phone number", True),
        ("where is the office?", True),
        ("Opening hours", True),
        ("电话", True),
        ("你们地址在哪里", True),
        ("几点开门", True),
        ("電話號碼", True),
        ("i want to strike", False),
        ("help me", False),
        ("my phone was stolen at work", False),
        ("老板不发加班费", False),
    ],
)
def test_the_search_knows_the_page(known: "Town", client: Client, asked: str, is_found: bool) -> None:
    found = [offer.url for offer in client.get("/search/", {"q": asked}).context["services"]]
    assert (found[:1] == ["/reach/"]) is is_found


def test_the_sign_in_names_what_needs_no_account(known: "Town", client: Client) -> None:
    asked = client.get("/offices/propose/", follow=True)
    main = asked.content.decode().partition("<main")[2].partition("<footer")[0]
    for address in ('"/desk/"', '"/register/join/"', '"/receipt/"', '"/reach/"', '"tel:5550100"'):
        assert address in main


def test_a_member_finds_their_own_branch_on_the_page_of_a_place(known: "Town", client: Client) -> None:
    client.force_login(known.member)
    assert "20 Spindle Road" in page(client, f"/places/{known.north.pk}/")


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("555 0100", "tel:5550100"),
        ("+86 (997) 555-0100", "tel:+869975550100"),
        ("555 0100, 555 0101", ""),
        ("555 0100 ext. 4", ""),
        ("", ""),
    ],
)
def test_only_one_plain_number_can_be_dialled(written: str, dialled: str) -> None:
    assert call(written) == dialled
