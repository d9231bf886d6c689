"""Whoever reads something of a member's stands on that member's own page, and on nobody else's."""

import json
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from unionhall.kernel.people import looking_up
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy import reading
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.web.account import copying

if TYPE_CHECKING:
    from tests.town import Town


def lines(client: Client) -> list[tuple[str, str]]:
    days = client.get("/account/readings/").context["days"]
    return [(line["sentence"], line["times"]) for day in days for line in day["lines"]]


@pytest.mark.parametrize("reader", ["steward", "caseworker", "mill_coordinator", "coordinator"])
def test_each_reader_stands_there_with_office_and_place(town: "Town", reader: str) -> None:
    matter, officer, member = town.desk.ask(), Client(), Client()
    who = getattr(town, reader)
    officer.force_login(who)
    for _again in range(3):
        officer.get(f"/matters/{matter.reference}/")
    member.force_login(town.member)
    office = who.current_offices[0]
    said = f"{office.title}, {office.place} opened {matter.reference}."
    assert lines(member) == [(said, "3 times")]
    assert who.name not in member.get("/account/readings/").content.decode()


def test_what_one_opens_oneself_and_what_concerns_others_does_not_stand_there(town: "Town") -> None:
    mine, theirs, member = town.desk.ask(), town.desk.ask(member=town.neighbour), Client()
    member.force_login(town.member)
    member.get(f"/matters/{mine.reference}/")
    steward = Client()
    steward.force_login(town.steward)
    steward.get(f"/matters/{theirs.reference}/")
    assert lines(member) == []


def test_being_looked_up_stands_there(town: "Town") -> None:
    looking_up.look_up(
        str(town.member.email), by=town.steward, offices=town.steward.current_offices, where="counter"
    )
    member = Client()
    member.force_login(town.member)
    ((sentence, _times),) = lines(member)
    assert "found you by your whole number" in sentence


def test_a_program_and_a_guest_stand_there_too(town: "Town") -> None:
    for purpose in Access.Purpose:
        reading.record(reader=None, subjects=[town.member.uid], purpose=purpose, what="D-2026-000001")
    member = Client()
    member.force_login(town.member)
    assert len(lines(member)) == len(Access.Purpose)


def test_officers_read_no_such_page_about_others(town: "Town") -> None:
    matter, officer = town.desk.ask(), Client()
    officer.force_login(town.steward)
    officer.get(f"/matters/{matter.reference}/")
    officer.force_login(town.administrator)
    assert lines(officer) == []


def test_the_place_is_said_in_the_language_of_whoever_reads(town: "Town") -> None:
    Place.objects.filter(pk=town.north.pk).update(name={"en": "North", "zh-hans": "北区"})
    steward, member = Client(), Client()
    steward.force_login(town.steward)
    steward.get(f"/matters/{town.desk.ask().reference}/", headers={"accept-language": "zh-hans"})
    member.force_login(town.member)
    assert ", North opened" in lines(member)[0][0]
    assert "北区" not in json.dumps(copying.of_person(town.member), default=str)


def test_a_place_that_an_older_line_names_in_words_stays_so(town: "Town") -> None:
    reading.record(
        reader=town.steward.uid,
        subjects=[town.member.uid],
        purpose=Access.Purpose.MATTER,
        what="D-2026-000001",
        role="steward",
        place="North, once",
    )
    member = Client()
    member.force_login(town.member)
    assert lines(member)[0][0] == "Steward, North, once opened D-2026-000001."
