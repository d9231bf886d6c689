"""The agenda: written, moved about, with papers; its numbers never change."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from tests.proving import signed_in
from unionhall.kernel.matters import storage
from unionhall.kernel.matters.cleaning import CleanFile, clean
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.asks import Wrong
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.assembly.meeting.agenda import lines
from unionhall.rooms.assembly.meeting.rules import rule_of_item
from unionhall.rooms.assembly.models import Item
from unionhall.rooms.assembly.procedure import agenda, ballots, meetings

if TYPE_CHECKING:
    from tests.town import Town

SAID: dict[str, Any] = {"name": "Hours", "kind": "discussion", "subject": "hours", "minutes": 20}


def tree(matter: Matter) -> list[tuple[int, int]]:
    """Numbers and depths, in the order of the page."""
    return [(line.item.number, line.depth) for line in lines(matter)]


def shift(matter: Matter, number: int, *ways: str, actor: Person) -> None:
    for way in ways:
        agenda.shift_item(matter, actor=actor, item=Item.objects.get(meeting=matter, number=number), way=way)


def paper(words: bytes = b"The budget of the year.") -> CleanFile:
    return clean(BytesIO(words), "budget.txt", limit=storage.LIMIT)


def test_items_go_up_and_down_below_another_and_out_again_with_their_numbers(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.meeting("Opening", "Pay", "Safety")
    shift(matter, 3, "up", actor=congress.secretary)
    assert tree(matter) == [(1, 0), (3, 0), (2, 0)]
    shift(matter, 2, "under", actor=congress.secretary)
    assert tree(matter) == [(1, 0), (3, 0), (2, 1)]
    shift(matter, 3, "up", actor=congress.secretary)
    assert tree(matter) == [(3, 0), (2, 1), (1, 0)]
    shift(matter, 2, "out", "down", actor=congress.secretary)
    assert tree(matter) == [(3, 0), (1, 0), (2, 0)]


@pytest.mark.parametrize(("number", "way"), [(1, "up"), (2, "down"), (1, "under"), (2, "out")])
def test_an_item_does_not_go_where_there_is_no_place(town: "Town", number: int, way: str) -> None:
    congress = town.assembly.congress(3)
    matter = congress.meeting("Opening", "Pay")
    with pytest.raises(Wrong, match="can't go there"):
        shift(matter, number, way, actor=congress.leader)


def test_a_number_is_not_used_again(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.meeting("Opening", "Pay")
    agenda.take_out_item(matter, actor=congress.leader, item=Item.objects.get(meeting=matter, number=2))
    agenda.write_item(matter, actor=congress.leader, **SAID)
    assert tree(matter) == [(1, 0), (3, 0)]


def test_an_item_with_others_below_it_is_not_taken_out(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.meeting("Opening", "Pay")
    shift(matter, 2, "under", actor=congress.leader)
    with pytest.raises(Wrong, match="stand below"):
        agenda.take_out_item(matter, actor=congress.leader, item=Item.objects.get(meeting=matter, number=1))


def test_a_delegate_writes_nothing_into_it(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.meeting()
    with pytest.raises(NotAllowed):
        agenda.write_item(matter, actor=congress.mandates[0].person, **SAID)


def test_times_follow_from_the_minutes(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.meeting("Opening", "Pay")
    first, second = lines(matter)
    assert first.begins_at == matter.meeting.starts_at
    assert (second.begins_at - first.begins_at).total_seconds() == 600


def test_every_member_opens_the_papers_of_an_item(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.meeting("Opening", "Pay")
    item = Item.objects.get(meeting=matter, number=2)
    agenda.enclose(matter, actor=congress.secretary, item=item, file=paper())
    (file,) = lines(matter)[1].papers
    page = signed_in(town.neighbour).get(f"/assembly/{matter.reference}/agenda/").text
    assert f"/files/{file.uid}/" in page
    answer = signed_in(town.neighbour).get(f"/files/{file.uid}/")
    assert answer.getvalue() == b"The budget of the year."
    assert signed_in(town.outsider).get(f"/files/{file.uid}/").status_code == 404


def test_the_editor_says_what_is_wrong_at_the_field_and_keeps_what_was_typed(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.meeting("Opening")
    client, url = signed_in(congress.secretary), f"/assembly/{matter.reference}/agenda/edit/"
    answer = client.post(url, {**SAID, "minutes": "0"})
    assert answer.status_code == 422
    assert 'value="Hours"' in answer.text
    assert client.post(url, SAID).status_code == 303
    assert tree(matter) == [(1, 0), (2, 0)]
    item = Item.objects.get(meeting=matter, number=2)
    assert client.post(url, {"item": item.pk, "way": "up"}).status_code == 303
    assert tree(matter) == [(2, 0), (1, 0)]
    refused = client.post(url, {"item": item.pk, "way": "up"})
    assert refused.status_code == 422
    assert "can&#x27;t go there" in refused.text


def test_the_page_of_an_item_changes_it_adds_a_paper_and_takes_it_out(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.meeting("Opening", "Pay")
    client, url = signed_in(congress.secretary), f"/assembly/{matter.reference}/agenda/edit/2/"
    assert 'value="Pay"' in client.get(url).text
    assert client.post(url, {"act": "change", **SAID, "presented_by": "The treasurer"}).status_code == 303
    assert Item.objects.get(meeting=matter, number=2).presented_by == "The treasurer"
    budget = BytesIO(b"The budget.")
    budget.name = "budget.txt"
    assert client.post(url, {"act": "paper", "file": budget}).status_code == 303
    assert len(lines(matter)[1].papers) == 1
    assert client.post(url, {"act": "paper"}).status_code == 422
    assert client.post(url, {"act": "take_out"}).status_code == 303
    assert tree(matter) == [(1, 0)]


def test_the_presidium_is_attested_in_numbers_and_half_of_it_works_at_the_front_line(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.meeting()
    with pytest.raises(Wrong, match="At least 3 of 5"):
        agenda.attest_presidium(matter, actor=congress.secretary, presidium=5, frontline=2)
    with pytest.raises(Wrong, match="more than there are"):
        agenda.attest_presidium(matter, actor=congress.secretary, presidium=5, frontline=6)
    agenda.attest_presidium(matter, actor=congress.secretary, presidium=5, frontline=3)
    page = signed_in(town.neighbour).get(f"/matters/{matter.reference}/").text
    assert "5 members, 3 of them frontline workers" in page


def test_after_the_meeting_the_agenda_is_only_read(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = meetings.close(congress.sitting(), actor=congress.leader)
    client = signed_in(congress.secretary)
    assert client.get(f"/assembly/{matter.reference}/agenda/").status_code == 200
    assert client.get(f"/assembly/{matter.reference}/agenda/edit/").status_code == 409


def test_an_item_without_a_motion_says_what_would_be_decided_on_it(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.meeting("Opening")
    agenda.write_item(matter, actor=congress.leader, **{**SAID, "name": "New pay scale", "subject": "pay"})
    item = Item.objects.get(meeting=matter, number=2)
    assert rule_of_item(item) == "vital"
    agenda.change_item(matter, actor=congress.leader, item=item, **{**SAID, "kind": "opening"})
    assert rule_of_item(Item.objects.get(pk=item.pk)) == "vital"
    agenda.change_item(matter, actor=congress.leader, item=item, **{**SAID, "subject": "other"})
    assert rule_of_item(Item.objects.get(pk=item.pk)) == "ordinary"


def test_what_hangs_on_an_item_keeps_its_kind_and_keeps_it_on_the_agenda(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.agenda(congress.motion(subject="pay"))
    item = Item.objects.get(meeting=matter, number=3)
    with pytest.raises(Wrong, match="of what kind") as wrong:
        agenda.change_item(matter, actor=congress.leader, item=item, **{**SAID, "kind": "opening"})
    assert wrong.value.question == "kind"
    agenda.change_item(matter, actor=congress.leader, item=item, **{**SAID, "kind": "motion"})
    assert rule_of_item(Item.objects.get(pk=item.pk)) == "vital"
    with pytest.raises(Wrong, match="hangs on it"):
        agenda.take_out_item(matter, actor=congress.leader, item=item)


def test_an_item_with_a_secret_vote_is_not_taken_out(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.meeting("Opening", "Pay")
    item = Item.objects.get(meeting=matter, number=2)
    Item.objects.filter(pk=item.pk).update(subject="pay")
    ballots.prepare_ballot(matter, actor=congress.leader, item=item)
    with pytest.raises(Wrong, match="hangs on it"):
        agenda.take_out_item(matter, actor=congress.leader, item=item)
