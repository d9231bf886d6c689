"""Minutes: drafted from what happened, completed, approved once, and printed."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.walking import Browser
from unionhall.instruments.papers.rendering import render
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.assembly.minutes import correcting, printing
from unionhall.rooms.assembly.minutes.drafting import draft
from unionhall.rooms.assembly.models import Item
from unionhall.rooms.assembly.procedure import approving
from unionhall.rooms.assembly.tests.deciding import decide
from unionhall.rooms.assembly.tests.sat import sat

if TYPE_CHECKING:
    from tests.town import Town
    from unionhall.rooms.assembly.tests.town import Furniture


def test_they_draft_themselves_from_what_happened(town: "Town", client: Client) -> None:
    matter = sat(town)
    client.force_login(town.neighbour)
    page = client.get(f"/assembly/{matter.reference}/minutes/").text
    assert "Adopted: Pay" in page
    assert "Counted: yes 8, no 4, abstained 0." in page
    assert "Needed: more than half of all seats, which is 7 of 12" in page
    assert "Dele Gate 3 spoke" in page
    assert "Present at most: 12 of 12 delegates; 8 are needed to decide." in page
    assert "This item was not called." in page


def test_who_was_there_stands_in_no_minutes(town: "Town", client: Client) -> None:
    matter = sat(town)
    client.force_login(town.neighbour)
    page = client.get(f"/assembly/{matter.reference}/minutes/").text
    assert "Dele Gate 5" not in page


def test_others_do_not_read_them(town: "Town", client: Client) -> None:
    matter = sat(town)
    address = f"/assembly/{matter.reference}/minutes/"
    assert client.get(address).status_code == 302
    client.force_login(town.outsider)
    assert client.get(address).status_code == 404


def test_before_it_began_there_are_none(town: "Town", client: Client) -> None:
    matter = town.assembly.congress(3).meeting()
    client.force_login(town.neighbour)
    assert client.get(f"/assembly/{matter.reference}/minutes/").status_code == 404


def test_the_secretary_writes_what_was_said(town: "Town") -> None:
    matter, client = sat(town), Browser()
    client.force_login(town.assembly.secretary)
    address = f"/assembly/{matter.reference}/minutes/edit/"
    client.post(address, {"item0": "", "item1": "", "item2": "Everybody gets 5 % more.\n\nFrom May on."})
    assert "From May on." in client.get(f"/assembly/{matter.reference}/minutes/").text
    too_long = client.post(address, {"item2": "x" * 20_001})
    assert "x" * 20_001 in too_long.text


def test_a_delegate_does_not(town: "Town", client: Client) -> None:
    matter = sat(town)
    client.force_login(town.assembly.mandates[0].person)
    answer = client.post(f"/assembly/{matter.reference}/minutes/edit/", {"item2": "Nothing."})
    assert answer.status_code == 403


def put(congress: "Furniture", matter: Matter) -> Matter:
    """A meeting that sits over the minutes of another."""
    later = congress.meeting("Opening")
    approving.put_minutes(later, actor=congress.secretary, minutes_of=matter)
    return congress.sit(later, item=2)


def test_a_vote_approves_them_once_and_for_good(town: "Town") -> None:
    matter, congress = sat(town), town.assembly
    correcting.write(matter, {2: "Five per cent."})
    digest, later = draft(matter).digest, put(congress, matter)
    decide(congress, later, ["yes", "yes", "no"], item=2)
    approval = draft(matter).approval
    assert approval
    assert (approval.digest, approval.decided_in, approval.vote) == (digest, later, 1)
    with pytest.raises(correcting.Approved):
        correcting.write(matter, {2: "Ten per cent."})


def test_a_vote_that_was_lost_approves_nothing(town: "Town") -> None:
    matter, congress = sat(town), town.assembly
    decide(congress, put(congress, matter), ["yes", "no", "no"], item=2)
    assert draft(matter).approval is None


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_they_are_printed_in_every_language(town: "Town", language: str) -> None:
    made = render(printing.paper(draft(sat(town))), language)
    assert made.startswith(b"%PDF")


def test_a_meeting_that_sits_is_not_printed(town: "Town") -> None:
    congress = town.assembly.congress(3)
    with pytest.raises(printing.NotOver):
        printing.paper(draft(congress.sitting()))


def test_what_stands_below_an_item_follows_it(town: "Town", client: Client) -> None:
    matter = sat(town)
    first = Item.objects.get(meeting=matter, number=1)
    Item.objects.create(meeting=matter, number=3, position=1, name="Night shifts", parent=first)
    client.force_login(town.neighbour)
    page = client.get(f"/assembly/{matter.reference}/minutes/").text
    assert page.index("3 Night shifts") < page.index("2 Pay")
