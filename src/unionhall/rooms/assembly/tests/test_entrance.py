"""Coming in by the code on the wall, by card or seat at the door, and as a substitute."""

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.proving import signed_in
from tests.walking import Browser
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.privacy.models import Access
from unionhall.rooms.assembly.apps import DOOR
from unionhall.rooms.assembly.meeting import entrance, leading, wall
from unionhall.rooms.assembly.meeting import log as keeping
from unionhall.rooms.assembly.meeting.saying import NotSo
from unionhall.rooms.assembly.models import Log, Mandate, Presence
from unionhall.rooms.assembly.tests.town import Furniture

if TYPE_CHECKING:
    from tests.town import Town

SECRET = b"0" * 32
NOON = datetime(2026, 5, 4, 12, 0, 30, tzinfo=UTC)


def present(matter: Matter) -> int:
    with keeping.following(Log.objects.get(pk=matter.pk)) as sitting:
        return sitting.present


def code_of(matter: Matter) -> str:
    return wall.code(bytes(Log.objects.get(pk=matter.pk).wall), timezone.now())


def substitute(congress: Furniture) -> Mandate:
    town = congress.town
    return Mandate.objects.create(
        term=congress.term, constituency=congress.north, person=town.neighbour, seat=1, standing_by=1
    )


def call_first_item(matter: Matter, congress: Furniture) -> None:
    with keeping.following(Log.objects.get(pk=matter.pk)) as sitting:
        seen = leading.stands(sitting)
    leading.lead(matter, "call", 1, seen=seen, actor=congress.leader, key=uuid4())


def card_of(person: Person) -> str:
    """The short code of somebody's card, as they read it."""
    found: str = signed_in(person).get("/register/card/").context["face"].code
    return found


def test_a_code_is_taken_for_three_minutes_and_no_longer() -> None:
    code = wall.code(SECRET, NOON)
    assert len(code) == 6
    assert wall.is_right(SECRET, f" {code[:3]} {code[3:]}", NOON)
    assert wall.is_right(SECRET, code, NOON + timedelta(minutes=2))
    assert not wall.is_right(SECRET, code, NOON + timedelta(minutes=3))
    assert not wall.is_right(SECRET, code, NOON - timedelta(minutes=1))
    assert not wall.is_right(b"1" * 32, code, NOON)
    assert not wall.is_right(SECRET, "", NOON)


def test_full_width_digits_are_the_same_code() -> None:
    wide = "".join(chr(ord(each) + 0xFEE0) for each in wall.code(SECRET, NOON))
    assert wall.is_right(SECRET, wide, NOON)


def test_a_delegate_comes_in_by_the_code(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting(present=0)
    client, url = signed_in(congress.mandates[1].person), f"/assembly/{matter.reference}/here/"
    code = code_of(matter)
    assert f'value="{code}"' in client.get(f"{url}?code={code}").text
    assert present(matter) == 0
    assert client.post(url, {"code": code}).status_code == 303
    assert [(each.seat, each.pk.version) for each in Presence.objects.all()] == [(2, 4)]
    assert client.post(url, {"code": code}).status_code == 303
    assert present(matter) == 1


def test_a_code_that_was_wrong_stands_in_the_form_again(town: "Town") -> None:
    matter = town.assembly.congress(3).sitting(present=0)
    client, wrong = Browser(), "000000" if code_of(matter) != "000000" else "111111"
    client.force_login(town.assembly.mandates[0].person)
    page = client.post(f"/assembly/{matter.reference}/here/", {"code": wrong, "key": str(uuid4())})
    assert page.status_code == 422
    assert f'value="{wrong}"' in page.text
    assert "not the code on the wall" in page.text
    assert client.get(page.request["PATH_INFO"]).status_code == 200


def test_a_wrong_code_a_stranger_to_the_congress_and_a_meeting_not_begun_are_refused(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting(present=0)
    code, delegate = code_of(matter), congress.mandates[0].person
    wrong = "000000" if code != "000000" else "111111"
    for person, typed, why in ((delegate, wrong, "not the code"), (town.member, code, "hold no seat")):
        with pytest.raises(NotSo, match=why):
            entrance.by_code(matter, person, typed, key=uuid4())
    early = congress.meeting()
    with pytest.raises(NotSo, match="not sitting"):
        entrance.by_code(early, delegate, code_of(early), key=uuid4())
    assert signed_in(town.outsider).get(f"/assembly/{matter.reference}/here/").status_code == 404


def test_a_card_at_the_door_opens_it_and_leaves_no_trace_of_who_came(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting(present=0)
    code = card_of(congress.mandates[2].person)
    readings = Access.objects.count()
    answer = entrance.come_in(matter, entrance.meant(matter, code.lower()), by=congress.leader, key=uuid4())
    assert (answer.seat, answer.is_changed) == (3, True)
    assert Access.objects.count() == readings


def test_each_refusal_at_the_door_says_what_to_do(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting(present=0)
    gone = card_of(congress.mandates[0].person)
    yesterday = timezone.localdate() - timedelta(days=1)
    congress.mandates[0].person.memberships.update(from_on=yesterday, until_on=yesterday)
    member = card_of(town.member)
    for typed, why in (
        ("", "number of a seat"),
        ("99", "no delegate in seat 99"),
        (gone, "has left"),
        ("7KQ2-M9XD-PT4H", "no card"),
        (member, "holds no seat"),
    ):
        with pytest.raises(NotSo, match=why):
            entrance.meant(matter, typed)


def test_the_door_takes_the_entries_of_an_hour_without_a_double(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting(present=1)
    door, url = signed_in(congress.secretary), f"/assembly/{matter.reference}/door/"
    entries = [
        {"who": "2", "way": "in", "key": str(uuid4())},
        {"who": "1", "way": "in", "key": str(uuid4())},
        {"who": "2", "way": "out", "key": str(uuid4())},
        {"who": "2", "way": "in", "key": str(uuid4())},
    ]
    for _joined in range(2):  # the answers to the first were lost
        for entry in entries:
            answer = door.post(url, entry, headers={"Accept": "application/json"})
            assert json.loads(answer.content)["ok"]
    assert present(matter) == 2
    assert sorted(each.seat for each in Presence.objects.all()) == [1, 2]


def test_the_door_answers_a_script_and_a_person_why_not(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting(present=0)
    door, url = signed_in(congress.secretary), f"/assembly/{matter.reference}/door/"
    said = door.post(url, {"who": "44", "way": "in"}, headers={"Accept": "application/json"})
    assert (said.status_code, said.json()["ok"]) == (409, False)
    page = door.post(url, {"who": "44", "way": "in"})
    assert page.status_code == 409
    assert "no delegate in seat 44" in page.text
    assert 'value="44"' in page.text


def test_the_door_is_kept_by_officers_and_shows_no_list(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting(present=2)
    assert (
        signed_in(congress.mandates[0].person).get(f"/assembly/{matter.reference}/door/").status_code == 403
    )
    page = signed_in(congress.secretary).get(f"/assembly/{matter.reference}/door/").text
    assert "2 of 3 delegates are present" in page
    assert not any(each.person.name in page for each in congress.mandates)


def test_a_substitute_takes_a_seat_once_the_first_item_was_called(town: "Town") -> None:
    congress = town.assembly.congress(3)
    stands_by, matter = substitute(congress), congress.sitting(present=1)
    with pytest.raises(NotSo, match="first item"):
        entrance.by_code(matter, stands_by.person, code_of(matter), key=uuid4())
    call_first_item(matter, congress)
    answer = entrance.by_code(matter, stands_by.person, code_of(matter), key=uuid4())
    assert answer.seat == 2
    with pytest.raises(NotSo, match="stands in for seat 2"):
        entrance.by_code(matter, congress.mandates[1].person, code_of(matter), key=uuid4())
    assert present(matter) == 2


def test_where_every_delegate_is_there_no_substitute_is_let_in(town: "Town") -> None:
    congress = town.assembly.congress(3)
    stands_by, matter = substitute(congress), congress.sitting()
    call_first_item(matter, congress)
    with pytest.raises(NotSo, match="taken by its delegate"):
        entrance.by_code(matter, stands_by.person, code_of(matter), key=uuid4())


def test_the_door_steward_chooses_who_stands_in_and_lets_them_out_by_the_seat(town: "Town") -> None:
    congress = town.assembly.congress(3)
    stands_by, matter = substitute(congress), congress.sitting(present=0)
    door, url = signed_in(congress.secretary), f"/assembly/{matter.reference}/door/"
    assert stands_by.person.name in door.post(url, {"who": "3", "way": "stand_in"}).text
    chosen = {"who": "3", "way": "stand_in", "substitute": "1"}
    assert door.post(url, chosen).status_code == 303
    assert Presence.objects.get(seat=3).mandate == stands_by
    assert door.post(url, {"who": "3", "way": "out"}).status_code == 303
    assert not Presence.objects.exists()
    assert door.post(url, {"who": "3", "way": "in"}).status_code == 303
    assert Presence.objects.get(seat=3).mandate == congress.mandates[2]


def test_the_code_is_read_on_the_wall_alone(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting(present=0)
    url = f"/assembly/{matter.reference}/wall/"
    assert signed_in(congress.mandates[0].person).get(url).status_code == 403
    shown = signed_in(congress.secretary).get(url).context["code"]
    assert wall.is_right(bytes(Log.objects.get(pk=matter.pk).wall), shown, timezone.now())


def test_a_door_steward_keeps_the_door_and_nothing_else(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting(present=0)
    Office.objects.create(person=town.neighbour, place=town.mill, role=DOOR)
    steward = signed_in(town.neighbour)
    for page, status in (("door", 200), ("wall", 200), ("lead", 403), ("agenda/edit", 403)):
        assert steward.get(f"/assembly/{matter.reference}/{page}/").status_code == status
    assert steward.post(f"/assembly/{matter.reference}/door/", {"who": "1", "way": "in"}).status_code == 303
