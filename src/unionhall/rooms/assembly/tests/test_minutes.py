"""Minutes: drafted from what happened, completed, approved once, and printed."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.walking import Browser
from unionhall.instruments.papers.rendering import render
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.assembly.meeting.log import as_it_stands
from unionhall.rooms.assembly.minutes import correcting, printing
from unionhall.rooms.assembly.minutes.drafting import draft, mark
from unionhall.rooms.assembly.models import Item, Log, Note
from unionhall.rooms.assembly.procedure import approving, meetings
from unionhall.rooms.assembly.sitting import events
from unionhall.rooms.assembly.tests.deciding import decide, open_by_name
from unionhall.rooms.assembly.tests.sat import sat, write
from unionhall.rooms.assembly.views import minutes as views
from unionhall.rooms.assembly.voting import by_name, counting, opening

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
    assert "Seat 3 (North) spoke" in page
    assert "The item was called." in page
    assert "Present at most: 12 of 12 delegates; 8 are needed to decide." in page
    assert "This item was not called." in page


def test_who_was_there_stands_in_no_minutes(town: "Town", client: Client) -> None:
    matter = sat(town)
    client.force_login(town.neighbour)
    page = client.get(f"/assembly/{matter.reference}/minutes/").text
    assert "Dele Gate" not in page


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


def test_what_others_wrote_meanwhile_is_not_overwritten_and_nothing_typed_is_lost(town: "Town") -> None:
    matter, client = sat(town), Browser()
    client.force_login(town.assembly.secretary)
    address = f"/assembly/{matter.reference}/minutes/edit/"
    correcting.write(matter, {1: "We began.", 2: "Five."})
    begun = {f"seen{each}": mark(text) for each, text in ((0, ""), (1, "We began."), (2, "Five."))}
    correcting.write(matter, {1: "We began late.", 2: "Six."})
    said = {**begun, "item0": "In May.", "item1": "We began.", "item2": "Seven."}
    page = client.post(address, said).text
    assert "Somebody else wrote here meanwhile." in page
    assert "Now it says: “Six.”" in page
    assert "Seven." in page
    assert draft(matter).note == ""
    again = {**said, "seen2": mark("Six."), "item2": "Six, then seven."}
    client.post(address, again)
    found = draft(matter)
    assert [found.note, *(each.note for each in found.sections)] == [
        "In May.",
        "We began late.",
        "Six, then seven.",
    ]


def test_no_note_changes_while_a_meeting_votes_on_them(town: "Town") -> None:
    matter, congress = sat(town), town.assembly
    later = put(congress, matter)
    number = open_by_name(congress, later, item=2)
    with pytest.raises(correcting.VotedOn):
        correcting.write(matter, {2: "Ten per cent."})
    assert as_it_stands(Log.objects.get(pk=later.pk)).vote.question == draft(matter).digest  # type: ignore[union-attr]
    opening.drop(later, number, actor=congress.leader)
    correcting.write(matter, {2: "Ten per cent."})


def test_minutes_that_read_otherwise_than_when_the_vote_opened_are_not_approved(town: "Town") -> None:
    matter, congress = sat(town), town.assembly
    later = put(congress, matter)
    open_by_name(congress, later, item=2)
    Note.objects.create(meeting=matter, item=2, text="Ten per cent.")
    for mandate in congress.mandates:
        by_name.say(later, 1, "yes", person=mandate.person)
    counting.close(later, 1, actor=congress.leader)
    assert draft(matter).approval is None


def test_approved_minutes_have_no_page_to_change_them(town: "Town") -> None:
    matter, congress, client = sat(town), town.assembly, Browser()
    decide(congress, put(congress, matter), ["yes", "yes", "yes"] + ["yes"] * 9, item=2)
    client.force_login(congress.secretary)
    address = f"/assembly/{matter.reference}/minutes/edit/"
    assert client.get(address).status_code == 409
    page = client.post(address, {"item2": "Ten per cent."}).text
    assert "were approved" in page
    assert "Ten per cent." in page


def test_breaks_and_promises_stand_in_them(town: "Town", client: Client) -> None:
    town.assembly.management()
    congress = town.assembly.congress(3)
    matter = congress.sitting()
    write(matter, events.Paused(), events.Resumed(), events.ItemCalled(1), actor=congress.leader)
    congress.promise(matter)
    matter = meetings.close(matter, actor=congress.leader)
    client.force_login(town.neighbour)
    page = " ".join(client.get(f"/assembly/{matter.reference}/minutes/").text.split())
    assert "There was a break until" in page
    assert "Works office: The roof is mended, until" in page
    made = printing.paper(draft(matter))
    assert [(each.who, each.what) for each in made.promises] == [("Works office", "The roof is mended")]
    assert any("There was a break" in line for line in made.items[-1].paragraphs)


def test_papers_are_not_made_without_end(
    town: "Town", client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = sat(town)
    monkeypatch.setattr(views, "PAPERS_AN_HOUR", 1)
    client.force_login(town.neighbour)
    address = f"/assembly/{matter.reference}/minutes/paper/"
    assert [client.get(address).status_code for _time in range(2)] == [200, 429]


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
