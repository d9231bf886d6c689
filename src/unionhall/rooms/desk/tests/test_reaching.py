"""Somebody without an account leaves a way to be reached, is told by it, and it is gone at the end."""

import json
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from unionhall.kernel.matters.erasing import erase
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.privacy import renewing
from unionhall.kernel.privacy.keys import store
from unionhall.kernel.privacy.sealing import is_sealed
from unionhall.kernel.web.consequences import told
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.desk import tasks
from unionhall.rooms.desk.models import Request
from unionhall.rooms.desk.post import contacts
from unionhall.rooms.desk.procedure import closing, handling
from unionhall.rooms.desk.procedure.undoing import take_back
from unionhall.rooms.desk.tests.test_guest import code_on, to_the_summary

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.django_db
ADDRESS, NUMBER = "me@elsewhere.example", "+44 20 7183 8750"


@pytest.fixture
def guest() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def code(town: "Town", guest: Client) -> str:
    return code_on(to_the_summary(guest, str(town.north.pk)).press(send="1"))


def leave(guest: Client, code: str, **said: str) -> str:
    """What the page answers to whoever says how to reach them."""
    typed = {"code": code, "key": str(uuid4()), "email": "", "phone": "", **said}
    return guest.post("/receipt/leave-contact/", typed, follow=True).content.decode()


def posted(done: int = 0) -> int:
    """Do the jobs that wait for their minute, but the first ones that are done; how many there are."""
    jobs = ProcrastinateJob.objects.filter(task_name=tasks.announce.name, status="todo")
    waiting = list(jobs.order_by("pk").values_list("args", "scheduled_at"))
    assert all(at and at > timezone.now() + timedelta(seconds=50) for _args, at in waiting)
    for args, _at in waiting[done:]:
        tasks.announce(**args)
    return len(waiting)


def test_the_page_of_the_receipt_offers_it(town: "Town", guest: Client, code: str) -> None:
    assert "Say how to reach you" in guest.post("/receipt/", {"code": code}, follow=True).content.decode()


def test_each_step_is_told_without_a_word_of_it(town: "Town", guest: Client, code: str) -> None:
    leave(guest, code, email="Me@elsewhere.example")
    matter = Matter.objects.get()
    handling.accept(matter, actor=town.steward)
    assert posted() == 1
    (letter,) = mail.outbox
    assert letter.to == [ADDRESS]
    assert letter.subject == f"News on {matter.reference}"
    assert "bus" not in letter.body
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


def test_nobody_who_left_nothing_is_written_to(town: "Town", guest: Client, code: str) -> None:
    handling.accept(Matter.objects.get(), actor=town.steward)
    assert posted() == 0


def test_what_they_do_themselves_is_no_news(town: "Town", guest: Client, code: str) -> None:
    leave(guest, code, email=ADDRESS)
    guest.post("/receipt/add/", {"code": code, "key": str(uuid4()), "text": "Line 3"}, follow=True)
    posted()
    assert mail.outbox == []


def test_who_has_it_in_hand_reads_it_and_nobody_else(town: "Town", guest: Client, code: str) -> None:
    leave(guest, code, phone=NUMBER)
    matter = handling.accept(Matter.objects.get(), actor=town.steward)
    seen = {}
    for reader in (town.steward, town.caseworker, town.coordinator):
        client = Client()
        client.force_login(reader)
        seen[reader.name] = "2071838750" in client.get(f"/matters/{matter.reference}/").content.decode()
    assert [name for name, is_seen in seen.items() if is_seen] == [town.steward.name]


def test_at_the_end_it_is_gone_after_the_last_letter(town: "Town", guest: Client, code: str) -> None:
    leave(guest, code, email=ADDRESS, phone=NUMBER)
    matter = handling.accept(Matter.objects.get(), actor=town.steward)
    done = posted()
    closing.answer(matter, actor=town.steward, text="It comes again.")
    posted(done)
    assert len(mail.outbox) == 2
    assert Request.objects.get().contact is None


def test_whoever_withdraws_is_forgotten_without_a_letter(town: "Town", guest: Client, code: str) -> None:
    leave(guest, code, email=ADDRESS)
    guest.post("/receipt/withdraw/", {"code": code, "key": str(uuid4())}, follow=True)
    assert Matter.objects.get().state == "withdrawn"
    posted()
    assert (mail.outbox, Request.objects.get().contact) == ([], None)


def test_what_no_letter_took_along_is_forgotten_by_the_next_day(
    town: "Town", guest: Client, code: str
) -> None:
    leave(guest, code, email=ADDRESS)
    matter = handling.accept(Matter.objects.get(), actor=town.steward)
    assert contacts.forget() == 0
    closing.answer(matter, actor=town.steward, text="It comes again.")
    assert contacts.forget() == 0
    Matter.objects.update(closed_at=timezone.now() - timedelta(hours=2))
    assert contacts.forget() == 1
    assert Request.objects.get().contact is None


def lying() -> str:
    """The contact as the table has it, for whoever reads past the hall."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT contact::text FROM desk_request")
        return str(cursor.fetchone()[0])


def test_it_lies_sealed_though_the_request_does_not(town: "Town", guest: Client, code: str) -> None:
    leave(guest, code, email=ADDRESS, phone=NUMBER)
    assert is_sealed(json.loads(lying()))
    assert "elsewhere" not in lying()
    contact = Request.objects.get().contact
    assert contact
    assert contact["email"] == ADDRESS


def test_one_of_an_earlier_release_is_sealed_in_the_night(town: "Town", guest: Client, code: str) -> None:
    with connection.cursor() as cursor:
        left = json.dumps({"email": ADDRESS, "phone": "", "language": "en"})
        cursor.execute("UPDATE desk_request SET contact = %s", [left])
    contact = Request.objects.get().contact
    assert contact
    assert contact["email"] == ADDRESS
    assert (renewing.renew(), renewing.renew()) == (1, 0)
    assert "elsewhere" not in lying()
    assert Request.objects.get().contact == contact


def test_erasing_the_request_destroys_the_key(town: "Town", guest: Client, code: str) -> None:
    leave(guest, code, email=ADDRESS)
    matter = Matter.objects.get()
    assert store().knows(matter.key)
    Matter.objects.update(closed_at=timezone.now())
    assert erase(matter.pk, timezone.now())
    assert store().destroyed_on(matter.key)
    assert Request.objects.get().contact is None


def test_who_left_nothing_has_no_key(town: "Town", guest: Client, code: str) -> None:
    assert not store().knows(Matter.objects.get().key)


def test_sent_empty_it_is_taken_away(town: "Town", guest: Client, code: str) -> None:
    leave(guest, code, email=ADDRESS)
    leave(guest, code)
    assert Request.objects.get().contact is None


def test_a_wrong_address_is_said_at_its_box_and_nothing_is_lost(
    town: "Town", guest: Client, code: str
) -> None:
    page = leave(guest, code, email="me at home", phone=NUMBER)
    assert "This is no e-mail address." in page
    assert "me at home" in page
    assert NUMBER in page
    assert Request.objects.get().contact is None


def test_a_member_is_asked_for_nothing_of_the_kind(town: "Town") -> None:
    matter = town.desk.ask()
    client = Client()
    client.force_login(town.member)
    assert "Say how to reach you" not in client.get(f"/matters/{matter.reference}/").content.decode()


def test_what_was_taken_back_is_no_news(town: "Town", guest: Client, code: str) -> None:
    leave(guest, code, email=ADDRESS)
    matter = handling.accept(Matter.objects.get(), actor=town.steward)
    done = posted()
    take_back(closing.answer(matter, actor=town.steward, text="It comes again."), actor=town.steward)
    posted(done)
    assert len(mail.outbox) == 1
    assert Request.objects.get().contact


def test_the_clock_writes_no_letters(town: "Town", guest: Client, code: str) -> None:
    leave(guest, code, email=ADDRESS)
    handling.escalate(Matter.objects.get(), actor=HALL)
    posted()
    assert mail.outbox == []


def test_whoever_answers_reads_that_nobody_is_told_where_nothing_was_left(
    town: "Town", guest: Client, code: str
) -> None:
    matter = handling.accept(Matter.objects.get(), actor=town.steward)
    reader = Reader(town.steward, matter)
    assert list(told(closing.answer, matter, reader)) == []
    leave(guest, code, email=ADDRESS)
    assert list(told(closing.answer, Matter.objects.get(), reader)) == ["the member"]
