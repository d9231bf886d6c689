"""Filters of the worklist that somebody named: found above the list, theirs alone, and gone with them."""

from typing import TYPE_CHECKING

from django.test import Client

from unionhall.kernel.matters.named import MOST_LISTS, NamedList
from unionhall.kernel.people.forgetting import forget
from unionhall.kernel.web.account.copying import of_person

if TYPE_CHECKING:
    from tests.town import Town


def signed_in(town: "Town", who: str = "steward") -> Client:
    client = Client()
    client.force_login(getattr(town, who))
    return client


def named(client: Client, title: str = "Late at the mill", query: str = "room=desk&late=late") -> str:
    """The page that comes next."""
    sent = {"title": title, "query": query}
    return client.post("/worklist/lists/", sent, follow=True).content.decode()


def test_a_named_filter_stands_above_the_list(town: "Town") -> None:
    client = signed_in(town)
    page = named(client)
    assert (
        '<a href="/worklist/?room=desk&amp;late=late" aria-current="page"><bdi>Late at the mill</bdi></a>'
        in page
    )
    assert "Late at the mill" in client.get("/worklist/").content.decode()


def test_only_what_the_filters_know_is_kept(town: "Town") -> None:
    named(signed_in(town), query="q=mill&whose=place&late=never&after=x&next=//elsewhere")
    assert NamedList.objects.get().query == "whose=place"


def test_nothing_is_named_that_shows_everything_or_has_no_name(town: "Town") -> None:
    client = signed_in(town)
    assert "Write a name" in named(client, query="late=&after=x&q=mill")
    assert "Write a name" in named(client, title=" \u200b")
    assert "Write a name" in named(client, title="x" * 41)
    assert not NamedList.objects.exists()


def test_the_same_name_takes_the_place_of_the_former(town: "Town") -> None:
    client = signed_in(town)
    named(client)
    named(client, query="whose=place")
    assert NamedList.objects.get().query == "whose=place"


def test_there_are_ten_at_most(town: "Town") -> None:
    client = signed_in(town)
    for number in range(MOST_LISTS):
        named(client, title=f"List {number}")
    assert "You have ten lists already" in named(client, title="One more")
    assert NamedList.objects.count() == MOST_LISTS
    assert "Name it" not in client.get("/worklist/?late=late").content.decode()


def test_one_deletes_ones_own_alone(town: "Town") -> None:
    client = signed_in(town)
    named(client)
    address = f"/worklist/lists/{NamedList.objects.get().pk}/delete/"
    assert signed_in(town, "caseworker").post(address).status_code == 404
    page = client.post(address, follow=True).content.decode()
    assert "“Late at the mill” is deleted." in page
    assert "/worklist/?room=desk&amp;late=late" in page
    assert not NamedList.objects.exists()


def test_nobody_sees_those_of_others(town: "Town") -> None:
    named(signed_in(town))
    assert "Late at the mill" not in signed_in(town, "caseworker").get("/worklist/").content.decode()


def test_they_stand_in_ones_own_copy_and_go_with_the_person(town: "Town") -> None:
    named(signed_in(town))
    assert of_person(town.steward)["matters.NamedList"] == [
        {"title": "Late at the mill", "query": "room=desk&late=late"}
    ]
    forget(town.steward)
    assert not NamedList.objects.exists()
