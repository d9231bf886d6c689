"""Whoever opens somebody's case leaves exactly one line, which that person can be shown."""

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from unionhall.kernel.matters import storage
from unionhall.kernel.matters.cleaning import clean
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.models import Access

if TYPE_CHECKING:
    from tests.town import Town

READERS = ("steward", "caseworker", "mill_coordinator", "coordinator")
STRANGERS = ("neighbour", "outsider", "volunteer", "auditor", "chair", "register_keeper", "administrator")


def opened(town: "Town", visitor: str, url: str) -> int:
    """The status that the visitor gets."""
    client = Client()
    client.force_login(getattr(town, visitor))
    response = client.get(url)
    if response.streaming:
        response.getvalue()
    return response.status_code


@pytest.mark.parametrize("reader", READERS)
def test_opening_a_matter_leaves_one_line(town: "Town", reader: str) -> None:
    matter = town.desk.ask()
    assert opened(town, reader, f"/matters/{matter.reference}/") == 200
    line = Access.objects.get()
    who: Person = getattr(town, reader)
    assert (line.reader, line.subject) == (who.uid, town.member.uid)
    assert (line.purpose, line.what) == ("matter", matter.reference)
    assert line.role == who.current_offices[0].role
    assert line.place == who.current_offices[0].place.logged_as


def test_the_reader_is_never_exempt_even_as_a_party(town: "Town") -> None:
    matter = town.desk.ask()
    assert opened(town, "member", f"/matters/{matter.reference}/") == 200
    assert Access.objects.get().role == ""


@pytest.mark.parametrize("stranger", STRANGERS)
def test_who_may_not_see_it_reads_nothing(town: "Town", stranger: str) -> None:
    assert opened(town, stranger, f"/matters/{town.desk.ask().reference}/") == 404
    assert not Access.objects.exists()


def test_the_form_of_a_move_shows_the_matter_and_is_a_reading_too(town: "Town") -> None:
    """Or it shows nothing of the member: no name and none of their words."""
    matter = town.desk.ask()
    client = Client()
    client.force_login(town.steward)
    text = client.get(f"/matters/{matter.reference}/accept/").content.decode()
    shows = town.member.name in text or "shuttle" in text
    assert Access.objects.filter(purpose="matter").exists() is shows


def test_opening_a_file_leaves_one_line(town: "Town") -> None:
    matter = town.desk.ask()
    content = clean(BytesIO(b"The timetable."), "bus.txt", limit=storage.LIMIT)
    file = storage.keep(matter, content, added_by=town.member)
    file.save()
    assert opened(town, "steward", f"/files/{file.uid}/") == 200
    line = Access.objects.get()
    assert (line.purpose, line.reader, line.subject) == ("file", town.steward.uid, town.member.uid)


def test_a_search_leaves_one_line_without_its_words(town: "Town") -> None:
    town.desk.ask()
    assert opened(town, "steward", "/search/?q=shuttle") == 200
    line = Access.objects.get()
    assert line.purpose == "search"
    assert "shuttle" not in line.what


def test_a_list_leaves_no_line_for_each_of_its_rows(town: "Town") -> None:
    for _number in range(3):
        town.desk.ask()
    assert opened(town, "steward", "/worklist/") == 200
    assert Access.objects.count() <= 1


def test_the_log_holds_no_content(town: "Town") -> None:
    opened(town, "steward", f"/matters/{town.desk.ask().reference}/")
    said = str(list(Access.objects.values()))
    assert town.member.name not in said
    assert "shuttle" not in said
