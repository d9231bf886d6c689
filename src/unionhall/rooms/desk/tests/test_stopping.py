"""An address that nobody proved gets no more letters about a request once whoever reads it says so."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from unionhall.kernel.matters.erasing import erase
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices import guests
from unionhall.kernel.notices.models import Stopped
from unionhall.rooms.desk.models import Request
from unionhall.rooms.desk.procedure import handling
from unionhall.rooms.desk.tests.test_guest import code_on, to_the_summary

if TYPE_CHECKING:
    from tests.town import Town

ADDRESS = "me@elsewhere.example"
ORIGIN = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def code(town: "Town") -> str:
    walker = to_the_summary(Client(enforce_csrf_checks=True), str(town.north.pk))
    return code_on(walker.press(send="1"))


@pytest.fixture
def matter(code: str) -> Matter:
    leave(code)
    return Matter.objects.get()


def leave(code: str, email: str = ADDRESS) -> str:
    said = {"code": code, "key": str(uuid4()), "email": email, "phone": ""}
    return Client().post("/receipt/leave-contact/", said, follow=True).text


def letter(matter: Matter, number: int = 7, email: str = ADDRESS) -> None:
    guests.announce(matter, number, seat="member", email=email, phone="", language="en")


def link(matter: Matter) -> str:
    """Where the link in the last letter leads."""
    letter(matter)
    found = re.search(r"https?://\S+/letters/stop/\S+", str(mail.outbox[-1].body))
    assert found
    return urlsplit(found[0]).path


def test_a_letter_has_a_link_that_says_neither_address_nor_code(code: str, matter: Matter) -> None:
    stop = link(matter)
    assert "elsewhere" not in stop
    assert code not in mail.outbox[-1].body


def test_looking_stops_nothing_and_one_click_stops_it_for_good(matter: Matter) -> None:
    stop = link(matter)
    assert "Stop the letters?" in Client().get(stop).text
    letter(matter)
    assert len(mail.outbox) == 2
    answer = Client(enforce_csrf_checks=True).post(stop, headers=ORIGIN)
    assert (answer.status_code, answer["Location"]) == (303, stop)
    assert "No more letters" in Client().get(stop).text
    for address in (ADDRESS, "ME@elsewhere.example "):
        letter(matter, email=address)
    assert len(mail.outbox) == 2


def test_the_page_of_another_site_stops_nothing(matter: Matter) -> None:
    stop = link(matter)
    assert Client().post(stop, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert not Stopped.objects.exists()


def test_another_matter_and_another_address_go_on(town: "Town", matter: Matter) -> None:
    Client().post(link(matter), headers=ORIGIN)
    mail.outbox.clear()
    letter(matter, email="other@elsewhere.example")
    letter(town.desk.ask())
    assert [each.to[0] for each in mail.outbox] == ["other@elsewhere.example", ADDRESS]


def test_a_link_that_was_changed_stops_nothing(matter: Matter) -> None:
    stop = link(matter)
    assert Client().get(stop[:-3] + "xx/").status_code == 404
    assert Client().post(stop[:-3] + "xx/").status_code == 404


def test_the_table_knows_no_address(matter: Matter) -> None:
    Client().post(link(matter), headers=ORIGIN)
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM notices_stopped t")
        assert "elsewhere" not in str(cursor.fetchall())


def test_whoever_has_it_in_hand_reads_that_no_letters_go_there(town: "Town", matter: Matter) -> None:
    Client().post(link(matter), headers=ORIGIN)
    handling.accept(matter, actor=town.steward)
    client = Client()
    client.force_login(town.steward)
    page = client.get(f"/matters/{matter.reference}/").text
    assert f"{ADDRESS}, where nobody wants letters about this" in page


def test_it_can_not_be_left_once_more_and_another_can(code: str, matter: Matter) -> None:
    Client().post(link(matter), headers=ORIGIN)
    assert "Letters about this to this address were stopped for good." in leave(code)
    leave(code, "other@elsewhere.example")
    contact = Request.objects.get().contact
    assert contact
    assert contact["email"] == "other@elsewhere.example"


def test_it_goes_with_the_request(matter: Matter) -> None:
    stop = link(matter)
    Client().post(stop, headers=ORIGIN)
    Matter.objects.update(closed_at=timezone.now())
    assert erase(matter.pk, timezone.now())
    assert not Stopped.objects.exists()
    assert Client().get(stop).status_code == 404
