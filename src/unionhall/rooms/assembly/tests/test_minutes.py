"""Minutes: drafted from what happened, completed, approved once, and printed."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from tests.walking import Browser
from unionhall.instruments.papers.rendering import render
from unionhall.rooms.assembly.minutes import correcting, printing
from unionhall.rooms.assembly.minutes.drafting import draft
from unionhall.rooms.assembly.models import Item
from unionhall.rooms.assembly.tests.sat import sat, write

if TYPE_CHECKING:
    from tests.town import Town

from unionhall.rooms.assembly.sitting import events


def test_they_draft_themselves_from_what_happened(town: "Town", client: Client) -> None:
    matter = sat(town)
    client.force_login(town.neighbour)
    page = client.get(f"/assembly/{matter.reference}/minutes/").text
    assert "Adopted: 2 Pay" in page
    assert "Yes 8, no 4, abstained 0" in page
    assert "so 7 times yes were needed" in page
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


def test_a_vote_approves_them_once_and_for_good(town: "Town") -> None:
    matter = sat(town)
    [(_at, decision)] = draft(matter).account.dealt[2].decisions
    correcting.write(matter, {2: "Five per cent."})
    digest = draft(matter).digest
    now = timezone.now()
    approval = correcting.take_decision(matter, decision, decided_in=matter, at=now)
    assert approval
    assert approval.digest == digest
    assert correcting.take_decision(matter, decision, decided_in=matter, at=now) == approval
    with pytest.raises(correcting.Approved):
        correcting.write(matter, {2: "Ten per cent."})


def test_a_vote_that_was_lost_approves_nothing(town: "Town") -> None:
    congress = town.assembly.congress(12)
    matter = congress.sitting()
    write(matter, events.ItemCalled(1), events.VoteOpened(1, 1, "order", "hands", "", ""))
    write(matter, events.Entered(1, 1, 2, 9, 0), events.Entered(1, 2, 2, 9, 0))
    write(matter, events.VoteCounted(1, 2, 9, 0, "", "refused"))
    [(_at, decision)] = draft(matter).account.dealt[1].decisions
    assert correcting.take_decision(matter, decision, decided_in=matter, at=timezone.now()) is None


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_they_are_printed_in_every_language(town: "Town", language: str) -> None:
    made = render(printing.paper(draft(sat(town))), language)
    assert made.startswith(b"%PDF")


def test_a_meeting_that_sits_is_not_printed(town: "Town") -> None:
    congress = town.assembly.congress(3)
    with pytest.raises(printing.NotOver):
        printing.paper(draft(congress.sitting()))


def test_the_agenda_is_numbered_as_a_tree(town: "Town", client: Client) -> None:
    matter = sat(town)
    pay = Item.objects.get(meeting=matter, number=2)
    Item.objects.create(meeting=matter, number=3, position=3, name="Night shifts", parent=pay)
    client.force_login(town.neighbour)
    assert "2.1 Night shifts" in client.get(f"/assembly/{matter.reference}/minutes/").text
