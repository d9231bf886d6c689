"""The inbox: one's own notices, and nobody else's."""

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from unionhall.kernel.matters.models import Recusal
from unionhall.kernel.notices.models import Notice
from unionhall.rooms.desk.procedure import handling

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.town import Town

QUERIES = 13  # who reads, masks, what waits, the page, its matters and entries, who appears in them


def text(client: Client, address: str = "/inbox/") -> str:
    return client.get(address).content.decode()


def test_a_notice_leads_to_its_matter(town: "Town", client: Client) -> None:
    matter = town.desk.ask()
    client.force_login(town.steward)
    page = text(client)
    assert "The member asked for help." in page
    assert f'href="/matters/{matter.reference}/" class="unread"' in page


def test_a_stranger_is_asked_to_sign_in(town: "Town", client: Client) -> None:
    assert client.get("/inbox/").status_code == 302
    assert client.post("/inbox/read/").status_code == 302


def test_nobody_reads_the_notices_of_others(town: "Town", client: Client) -> None:
    matter = town.desk.ask()
    client.force_login(town.neighbour)
    assert matter.reference not in text(client)


def test_marking_all_as_read_leaves_those_of_others(town: "Town", client: Client) -> None:
    matter = handling.accept(town.desk.ask(), actor=town.caseworker)
    client.force_login(town.member)
    assert client.post("/inbox/read/").status_code == 302
    unread = Notice.objects.filter(matter=matter).unread()
    assert not unread.filter(person=town.member).exists()
    assert unread.filter(person=town.steward).exists()
    assert "unread" not in text(client)


def test_reading_is_not_done_by_a_link(town: "Town", client: Client) -> None:
    client.force_login(town.member)
    assert client.get("/inbox/read/").status_code == 405


def test_opening_a_matter_marks_its_notices_as_read(town: "Town", client: Client) -> None:
    matter = town.desk.ask()
    client.force_login(town.steward)
    assert client.get(f"/matters/{matter.reference}/").status_code == 200
    assert not Notice.objects.filter(person=town.steward).unread().exists()


@pytest.mark.parametrize("is_read", [False, True])
def test_the_newest_stands_first_and_more_on_the_next_page(
    town: "Town", client: Client, is_read: bool
) -> None:
    matters = [town.desk.ask() for _ in range(31)]
    client.force_login(town.steward)
    if is_read:
        client.post("/inbox/read/")
    first = client.get("/inbox/")
    page = first.content.decode()
    assert page.index(matters[-1].reference) < page.index(matters[1].reference)
    assert matters[0].reference not in page
    following = text(client, "/inbox/" + first.context["pager"]["next"])
    assert matters[0].reference in following


def test_the_number_of_queries_does_not_grow(
    town: "Town", client: Client, django_assert_max_num_queries: "DjangoAssertNumQueries"
) -> None:
    for _ in range(12):
        town.desk.ask()
    client.force_login(town.steward)
    text(client)
    with django_assert_max_num_queries(QUERIES):
        text(client)


def groups(client: Client) -> list[dict[str, Any]]:
    """What stands under one heading, in its order."""
    return list(client.get("/inbox/").context["groups"])


def test_what_was_told_of_one_matter_stands_together_with_its_first_words(
    town: "Town", client: Client
) -> None:
    first, other = town.desk.ask(description="The gate is broken."), town.desk.ask()
    handling.add(first, actor=town.member, text="Still broken.")
    client.force_login(town.steward)
    assert [each["reference"] for each in groups(client)] == [first.reference, other.reference]
    page = text(client)
    assert page.count("The gate is broken.") == 1
    assert page.index("Something was added") < page.index("The member asked for help.")


def test_what_is_unread_stands_before_what_is_newer_and_read(town: "Town", client: Client) -> None:
    old, new = town.desk.ask(), town.desk.ask()
    client.force_login(town.steward)
    client.get(f"/matters/{new.reference}/")
    assert [(each["reference"], each["unread"]) for each in groups(client)] == [
        (old.reference, True),
        (new.reference, False),
    ]


def test_of_what_was_read_only_the_newest_stands_open(town: "Town", client: Client) -> None:
    matter = town.desk.ask()
    handling.add(matter, actor=town.member, text="Still broken.")
    client.force_login(town.steward)
    client.post("/inbox/read/")
    [group] = groups(client)
    assert (len(group["notices"]), len(group["earlier"])) == (1, 1)


def test_what_one_may_not_open_any_more_says_nothing_but_its_reference(town: "Town", client: Client) -> None:
    matter = town.desk.ask(description="The gate is broken.")
    Recusal.objects.create(matter=matter, person=town.steward)
    client.force_login(town.steward)
    page = text(client)
    assert matter.reference in page
    assert "The gate" not in page
    assert "Getting to work" not in page


def test_marking_all_as_read_stands_before_the_list(town: "Town", client: Client) -> None:
    matter = town.desk.ask()
    client.force_login(town.steward)
    page = text(client)
    assert page.index("Mark all as read") < page.index(matter.reference)
