"""Letters leave after the commit, once, and are tried again."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from unionhall.kernel.notices import delivery
from unionhall.kernel.notices.models import Notice
from unionhall.rooms.desk.procedure import closing, handling

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from tests.town import Town

HERE = f"{__name__}."


class Refusing(BaseEmailBackend):
    """A server that knows no such recipient."""

    def send_messages(self, email_messages: Any) -> int:
        raise SMTPRecipientsRefused({})


class Broken(BaseEmailBackend):
    """A server that hangs up."""

    tries = 0

    def send_messages(self, email_messages: Any) -> int:
        type(self).tries += 1
        raise SMTPServerDisconnected


def test_a_letter_names_the_reference_and_never_the_content(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(description="My knee hurts"), actor=town.steward)
    closing.answer(matter, actor=town.steward, text="See the doctor on Monday")
    Notice.objects.exclude(person=town.member).delete()
    assert delivery.sweep(timezone.now() + timedelta(minutes=1)) == 2
    letter = mail.outbox[1]
    assert letter.to == [town.member.email]
    assert letter.subject == f"News on {matter.reference}"
    assert "Sam Steward (Steward) answered the request." in letter.body
    assert f"/matters/{matter.reference}/" in letter.body
    assert "knee" not in letter.body
    assert "doctor" not in letter.body


def test_a_letter_leaves_once(town: "Town") -> None:
    town.desk.ask()
    assert [delivery.sweep(), delivery.sweep()] == [1, 0]
    notice = Notice.objects.get()
    assert notice.sent_at is not None
    assert notice.settled_at == notice.sent_at


def test_a_letter_is_in_its_readers_language(town: "Town") -> None:
    town.steward.language = "zh-hans"
    town.steward.save()
    town.desk.ask()
    delivery.sweep()
    assert "有新进展" in mail.outbox[0].subject


def test_the_same_notice_has_the_same_message_id(town: "Town") -> None:
    town.desk.ask()
    delivery.sweep()
    Notice.objects.update(settled_at=None)
    delivery.sweep()
    first, second = (letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert first == second


def test_who_has_no_address_reads_the_inbox(town: "Town") -> None:
    town.steward.email = None
    town.steward.save()
    town.desk.ask()
    assert delivery.sweep() == 0
    notice = Notice.objects.get()
    assert notice.settled_at is not None
    assert notice.sent_at is None


def test_a_refused_letter_is_tried_again_later_and_at_last_given_up(
    town: "Town", settings: "Settings"
) -> None:
    settings.EMAIL_BACKEND = HERE + "Refusing"
    town.desk.ask()
    now = timezone.now()
    waits = []
    for tries in range(1, delivery.MOST_TRIES + 1):
        assert delivery.sweep(now) == 0
        notice = Notice.objects.get()
        assert notice.tries == tries
        waits.append(notice.try_at - timezone.now())
        now = notice.try_at
    assert notice.settled_at is not None
    assert notice.sent_at is None
    assert waits[0] < waits[4] <= delivery.LONGEST_WAIT


def test_a_refused_letter_does_not_hold_up_the_others(town: "Town", settings: "Settings") -> None:
    settings.EMAIL_BACKEND = HERE + "Refusing"
    handling.accept(town.desk.ask(), actor=town.steward)
    delivery.sweep()
    assert set(Notice.objects.values_list("tries", flat=True)) == {1}


def test_a_dead_server_is_not_asked_for_every_letter(town: "Town", settings: "Settings") -> None:
    settings.EMAIL_BACKEND = HERE + "Broken"
    Broken.tries = 0
    handling.accept(town.desk.ask(), actor=town.steward)
    assert delivery.sweep() == 0
    assert Broken.tries == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert delivery.sweep(timezone.now() + timedelta(hours=1)) == 2


def test_a_letter_that_is_not_due_waits(town: "Town") -> None:
    town.desk.ask()
    Notice.objects.update(try_at=timezone.now() + timedelta(minutes=5))
    assert delivery.sweep() == 0


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_somebody_else_is_sending_is_left_to_them() -> None:
    from threading import Thread

    from django.db import connection, transaction

    from tests.town import build

    build().desk.ask()
    sent: list[int] = []

    def sweep_beside() -> None:
        sent.append(delivery.sweep(most=1))
        connection.close()

    with transaction.atomic():
        Notice.objects.select_for_update().get()
        beside = Thread(target=sweep_beside)
        beside.start()
        beside.join(10)
    assert sent == [0]
