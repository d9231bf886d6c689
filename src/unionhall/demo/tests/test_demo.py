"""The demo union, moved in once for all of these tests."""

import json
import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from unionhall import demo
from unionhall.demo import officers, sign_ins
from unionhall.kernel.journal import verification
from unionhall.kernel.matters.models import Link, Matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places.locate import locate
from unionhall.kernel.places.models import Place
from unionhall.kernel.rooms import rooms
from unionhall.rooms.desk.procedure.states import desk


@pytest.fixture(scope="module", autouse=True)
def _riverbend(lasting_db: None) -> None:
    demo.load()


def somebody(role: str) -> Person:
    return Person.objects.get(email=sign_ins.login(role))


def test_moving_in_twice_changes_nothing() -> None:
    before = Matter.objects.count(), Person.objects.count()
    demo.load()
    assert (Matter.objects.count(), Person.objects.count()) == before


def test_it_has_three_branches_and_ten_areas_of_which_one_has_nobody() -> None:
    assert Place.objects.filter(kind="branch").count() == 3
    areas = Place.objects.areas()
    assert areas.count() == 10
    answering = Office.objects.filter(role__in=["steward", "volunteer"])
    assert areas.exclude(offices__in=answering).count() == 1
    assert answering.count() == 12


def test_it_has_four_hundred_people() -> None:
    joined = Matter.objects.filter(room="register", kind="joining", state="accepted").count()
    assert Person.objects.filter(mask_in="").count() - joined == 400
    assert Person.objects.filter(name__contains="'").exists()
    assert set(Person.objects.values_list("language", flat=True)) == {"en", "zh-hans", "zh-hant"}


def test_an_address_and_a_point_find_their_area() -> None:
    assert str(locate(address="14 Spindle Road").place) == "Weaving Hall"
    assert str(locate(address="靛青巷3号").place) == "Dye Works"
    assert str(locate(lat=31.03, long=122.65).place) == "Container Terminal"


def test_there_are_matters_in_every_state_and_less_than_three_hundred() -> None:
    asked = Matter.objects.filter(room="desk")
    assert set(asked.values_list("state", flat=True)) == set(desk.states)
    assert Matter.objects.count() < 300


def test_every_link_there_is_in_use() -> None:
    assert {Link.Kind.DUPLICATE, Link.Kind.GROUP} <= set(Link.objects.values_list("kind", flat=True))


def test_the_member_has_matters_of_several_kinds() -> None:
    own = Matter.objects.of(somebody("member"))
    assert own.open().filter(state="waiting").exists()
    assert own.closed().exists()
    assert own.count() >= 6


def test_the_stewards_worklist_has_late_and_new_ones() -> None:
    worklist = Matter.objects.open().handled_by(somebody("steward"))
    assert worklist.overdue().count() >= 2
    assert worklist.filter(state="received").exists()
    assert worklist.exclude(due_at__lt=timezone.now()).count() >= 4


def test_the_coordinator_has_what_nobody_acted_on() -> None:
    assert Matter.objects.open().handled_by(somebody("coordinator")).filter(state="escalated").exists()


def test_its_journal_is_whole() -> None:
    assert list(verification.verify()) == []


def test_no_letter_is_sent_about_the_past() -> None:
    assert Notice.objects.exists()
    assert not Notice.objects.to_send().exists()


@pytest.mark.parametrize("role", officers.sign_ins())
def test_everybody_can_sign_in(role: str, client: Client) -> None:
    words = demo.credentials()["sign_in"][role]
    client.post("/account/login/", words)
    assert client.session["_auth_user_id"] == str(somebody(role).pk)
    assert client.get("/").status_code == 200


def test_every_role_that_a_room_brings_has_somebody_in_it() -> None:
    held = {each.role for each in officers.officers()}
    brought = {role.name for room in rooms() for role in room.roles}
    assert "mediator" in brought
    assert brought <= held


def test_its_sign_ins_are_one_line_of_json_in_a_private_file() -> None:
    words = demo.credentials()
    assert set(words) == {"address", "open311", "sign_in"}
    assert set(words["open311"]) == {"url", "api_key"}
    assert "\n" not in json.dumps(words)
    assert stat.S_IMODE(Path(settings.HALL_HOME, "demo.json").stat().st_mode) == 0o600


def test_a_vote_is_open_today_and_one_was_decided_and_can_be_verified() -> None:
    from unionhall.instruments.ballot.belenios import verification
    from unionhall.instruments.ballot.models import Election
    from unionhall.instruments.ballot.procedure import box

    open_now, decided = Election.objects.filter(by_hand=False).order_by("-opens_at")
    assert (open_now.stage, decided.stage) == (Election.Stage.OPEN, Election.Stage.FINISHED)
    assert open_now.roll.filter(person=somebody("member")).exists()
    assert not open_now.turnout.filter(person=somebody("member")).exists()
    report = verification.verify(box.read(decided))
    assert report.result is not None
    assert sum(map(int, report.result[0])) == report.counted == 14
    client = Client()
    client.force_login(somebody("member"))
    assert "A vote is open" in client.get("/").content.decode()
