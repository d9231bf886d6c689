"""A member leaves at once, and what is kept of them ends."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Membership, Office, Person
from unionhall.rooms.register.book import ending
from unionhall.rooms.register.models import Application
from unionhall.rooms.register.procedure import joining, leaving

if TYPE_CHECKING:
    from tests.town import Town

URL = "/register/leave/"


def test_one_confirmation_and_it_holds_at_once(town: "Town", client: Client) -> None:
    client.force_login(town.member)
    assert "365" in client.get(URL).content.decode()
    assert client.post(URL, {"key": str(uuid4())}, follow=True).status_code == 200
    matter = Matter.objects.get()
    assert (matter.state, matter.is_open) == ("left", False)
    assert not town.member.memberships.current().exists()
    assert town.register_keeper.notices.filter(matter=matter).exists()
    town.member.refresh_from_db()
    assert town.member.is_active


def test_a_second_click_shows_the_same_receipt(town: "Town", client: Client) -> None:
    client.force_login(town.member)
    key = str(uuid4())
    first, second = client.post(URL, {"key": key}), client.post(URL, {"key": key})
    assert first["Location"] == second["Location"]
    assert Matter.objects.count() == 1


def test_offices_end_with_it_and_nothing_of_others_can_be_read_any_more(town: "Town", client: Client) -> None:
    Office.objects.update(from_on=timezone.localdate() - timedelta(days=9))
    matter = town.desk.ask()
    client.force_login(town.steward)
    assert client.get(f"/matters/{matter.reference}/").status_code == 200
    client.post(URL, {"key": str(uuid4())})
    assert not town.steward.offices.current().exists()
    assert client.get(f"/matters/{matter.reference}/").status_code == 404
    matter.refresh_from_db()
    assert matter.handler != town.steward


def test_the_account_closes_at_their_wish(town: "Town", client: Client) -> None:
    client.force_login(town.member)
    page = client.post(URL, {"key": str(uuid4()), "closes_account": "on"}).content.decode()
    assert Matter.objects.get().reference in page
    assert client.get("/mine/").status_code == 302
    town.member.refresh_from_db()
    assert not town.member.is_active


def test_where_nobody_keeps_the_register_one_leaves_all_the_same(town: "Town", client: Client) -> None:
    Office.objects.all().delete()
    client.force_login(town.member)
    client.post(URL, {"key": str(uuid4())})
    assert not town.member.memberships.current().exists()


def test_a_move_that_was_asked_for_ends_too(town: "Town", client: Client) -> None:
    client.force_login(town.member)
    client.post("/register/transfer/", {"origin": str(town.north.pk), "target": str(town.harbour.pk)})
    client.post(URL, {"key": str(uuid4())})
    assert not Matter.objects.open().exists()


def test_who_is_no_member_has_nothing_to_leave(town: "Town", client: Client) -> None:
    Membership.objects.all().delete()
    client.force_login(town.member)
    assert client.post(URL, {"key": str(uuid4())}).status_code == 409
    assert not Matter.objects.exists()


def test_name_and_contact_go_when_the_time_of_keeping_is_over(town: "Town") -> None:
    left = leaving.leave(town.member, town.north, key=uuid4(), reason="I move away.")
    stays = leaving.leave(town.neighbour, town.north, key=uuid4())
    town.desk.ask(member=town.neighbour)
    assert ending.forget(timezone.now() + timedelta(days=364)) == 0
    assert ending.forget(timezone.now() + timedelta(days=366)) == 1
    gone = Person.objects.get(matters_about=left)
    assert (gone.name, gone.email, gone.number, gone.is_active) == ("—", None, "", False)
    left.departure.refresh_from_db()
    assert left.departure.reason == ""
    assert not gone.notices.exists()
    assert Person.objects.get(matters_about=stays).name == "Bola Ade"


def test_what_a_declined_applicant_wrote_goes_too(town: "Town") -> None:
    from unionhall.rooms.register.entry import applying

    said = {"name": "Nia", "email": "nia@new.example", "phone": "", "written_in": "en", "workplace": "Mill"}
    matter = applying.apply(said, town.north, key=uuid4())
    joining.decline(matter, actor=town.register_keeper, text="Nia works elsewhere.")
    ending.forget(timezone.now() + timedelta(days=179))
    assert Application.objects.get().name == "Nia"
    ending.forget(timezone.now() + timedelta(days=181))
    kept = Application.objects.get()
    assert (kept.name, kept.email, kept.workplace) == ("", "", "")
    assert not matter.messages.exists()


def test_a_form_that_says_nothing_is_no_word_to_leave(town: "Town", client: Client) -> None:
    client.force_login(town.member)
    assert client.post("/register/leave/").status_code == 303
    assert town.member.memberships.current().exists()
