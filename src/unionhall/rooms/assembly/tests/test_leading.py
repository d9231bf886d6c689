"""Leading a meeting: each act once, and none that was meant for another state than the one that is."""

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from tests.proving import signed_in
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.assembly.meeting import leading, speaking
from unionhall.rooms.assembly.meeting import log as keeping
from unionhall.rooms.assembly.meeting.saying import NotSo
from unionhall.rooms.assembly.models import Log
from unionhall.rooms.assembly.sitting.sitting import Sitting
from unionhall.rooms.assembly.sitting.speakers import Speakers, Why
from unionhall.rooms.assembly.tests.town import Furniture

if TYPE_CHECKING:
    from tests.town import Town


def mark(matter: Matter) -> str:
    with keeping.following(Log.objects.get(pk=matter.pk)) as sitting:
        return leading.stands(sitting)


def seen(matter: Matter) -> Sitting:
    with keeping.following(Log.objects.get(pk=matter.pk)) as sitting:
        return sitting


def lead(congress: Furniture, matter: Matter, act: str, number: int = 0, key: UUID | None = None) -> str:
    return leading.lead(matter, act, number, seen=mark(matter), actor=congress.leader, key=key or uuid4())


def test_an_item_is_called_and_dealt_with_with_breaks_between(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting()
    assert lead(congress, matter, "call", 2) == "Item 2 is dealt with now."
    lead(congress, matter, "pause")
    with pytest.raises(NotSo, match="not sitting"):
        lead(congress, matter, "done", 2)
    lead(congress, matter, "resume")
    lead(congress, matter, "done", 2)
    assert (seen(matter).item, seen(matter).done) == (None, {2})


def test_an_item_that_is_on_no_agenda_is_not_called(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting()
    with pytest.raises(NotSo):
        lead(congress, matter, "call", 77)


def test_what_was_meant_for_an_older_state_is_refused(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting()
    stale = mark(matter)
    lead(congress, matter, "call", 1)
    with pytest.raises(NotSo, match="Somebody else led on"):
        leading.lead(matter, "call", 2, seen=stale, actor=congress.leader, key=uuid4())
    assert seen(matter).item == 1


def test_a_double_click_acts_once(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter, key = congress.sitting(), uuid4()
    stale, before = mark(matter), seen(matter).lines
    for _twice in range(2):
        leading.lead(matter, "call", 1, seen=stale, actor=congress.leader, key=key)
    assert seen(matter).lines == before + 1


def test_the_page_comes_back_with_where_it_stands(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting("Opening", "Pay")
    client, url = signed_in(congress.leader), f"/assembly/{matter.reference}/lead/"
    stale = mark(matter)
    sent = {"act": "call", "number": "2", "seen": stale}
    assert "Item 2 is dealt with now." in client.post(url, sent, follow=True).text
    again = client.post(url, {**sent, "number": "1"})
    assert again.status_code == 409
    assert "Somebody else led on" in again.text
    assert "2. Pay" in again.text
    assert client.post(url, {"act": "dance", "seen": stale}).status_code == 422


def test_only_the_chair_leads(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting()
    for person in (congress.secretary, congress.mandates[0].person):
        assert signed_in(person).get(f"/assembly/{matter.reference}/lead/").status_code == 403


def test_a_delegate_in_the_room_asks_to_speak_and_takes_it_back(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting(present=2)
    lead(congress, matter, "call", 1)
    client, url = signed_in(congress.mandates[1].person), f"/assembly/{matter.reference}/speak/"
    assert client.post(url, {"act": "speech"}).status_code == 303
    twice = client.post(url, {"act": "speech"})
    assert (twice.status_code, "on the list of speakers already" in twice.text) == (409, True)
    assert list(seen(matter).speakers.waiting) == [2]
    assert client.post(url, {"act": "back"}).status_code == 303
    assert not seen(matter).speakers.waiting
    away = signed_in(congress.mandates[2].person).post(url, {"act": "speech"})
    assert (away.status_code, "not in the room yet" in away.text) == (409, True)
    assert client.post(url, {"act": "sing"}).status_code == 422


def test_the_word_is_given_and_ended_and_the_page_says_since_when(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting()
    lead(congress, matter, "call", 1)
    speaking.ask(matter, congress.mandates[0].person, Why.REPLY, key=uuid4())
    lead(congress, matter, "give", 1)
    page = signed_in(town.neighbour).get(f"/assembly/{matter.reference}/live/").text
    assert 'data-allowed="120"' in page
    assert congress.mandates[0].person.name in page
    lead(congress, matter, "end", 1)
    assert seen(matter).speakers.now is None


def test_the_list_costs_the_same_however_many_wait() -> None:
    """The first twelve of three thousand are the first twelve of all."""
    many = Speakers()
    for seat in range(1, 3_001):
        many.ask(seat, Why.SPEECH if seat % 3 else Why.REPLY, seat % 7)
    assert many.order(12) == many.order()[:12]
    assert sorted(many.order()) == list(range(1, 3_001))
    assert many.next() == many.order(1)[0]
