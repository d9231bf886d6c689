"""A receipt is copied, saved, printed and sent to oneself; the address of that letter is kept nowhere."""

import logging
from smtplib import SMTPRecipientsRefused
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import new_code
from unionhall.kernel.web import receipt_copies
from unionhall.kernel.web.tests.test_receipts import CODE, asked

if TYPE_CHECKING:
    from tests.town import Town

TEXT, LETTER, OWN = "/receipt/as-text/", "/receipt/as-letter/", "guest.somewhere@example.org"


@pytest.fixture
def matter(town: "Town") -> Matter:
    return asked(town)


def send(client: Client, to: str = OWN, **more: str) -> tuple[int, str]:
    page = client.post(LETTER, {"code": CODE, "email": to, **more}, follow=True)
    return page.status_code, page.content.decode()


def everything_stored() -> str:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT to_jsonb(t)::text FROM "{table}" t')  # noqa: S608
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows)


def test_it_is_saved_as_a_small_file_without_a_word_of_the_request(client: Client, matter: Matter) -> None:
    file = client.post(TEXT, {"code": CODE})
    assert file["Content-Disposition"] == f'attachment; filename="{matter.reference}.txt"'
    assert file["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    text = file.content.decode()
    assert CODE in text
    assert matter.reference in text
    assert "/receipt/" in text
    assert matter.request.description not in text
    assert not file.cookies


def test_it_is_sent_once_to_the_address_that_was_typed(client: Client, matter: Matter) -> None:
    assert f'name="code" value="{CODE}"' in client.post(LETTER, {"code": CODE}, follow=True).content.decode()
    assert not mail.outbox
    status, text = send(client)
    assert (status, len(mail.outbox)) == (200, 1)
    assert "The letter is on its way." in text
    letter = mail.outbox[0]
    assert letter.to == [OWN]
    assert CODE in str(letter.body)
    assert matter.request.description not in f"{letter.subject} {letter.body}"


def test_the_address_is_kept_nowhere(
    client: Client, matter: Matter, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with caplog.at_level(logging.DEBUG):
        _status, shown = send(client)
        monkeypatch.setattr(EmailMessage, "send", _refuse)
        _status, refused = send(client)
    assert "could not be sent" in refused
    for kept in (shown, caplog.text, everything_stored()):
        assert OWN not in kept


def _refuse(message: EmailMessage) -> None:
    raise SMTPRecipientsRefused({message.to[0]: (550, b"unknown")})


def test_an_address_that_is_none_is_said_at_its_field(client: Client, matter: Matter) -> None:
    for wrong in ("", "nobody", "a@b.org\nBcc: c@d.org"):
        status, text = send(client, wrong)
        assert (status, CODE in text, len(mail.outbox)) == (422, True, 0)


def test_nobody_fills_a_strangers_mailbox(
    client: Client, matter: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipt_copies, "LETTERS_AN_HOUR", 2)
    assert [send(client)[0] for _again in range(3)] == [200, 200, 429]
    elsewhere = Client(REMOTE_ADDR="192.0.2.77")
    assert send(elsewhere)[0] == 429
    assert len(mail.outbox) == 2


def test_without_the_right_code_nothing_goes_out(client: Client, matter: Matter) -> None:
    wrong = {"code": new_code(), "email": OWN}
    assert [client.post(url, wrong).status_code for url in (TEXT, LETTER)] == [404, 404]
    assert not mail.outbox


def test_where_letters_lie_in_a_folder_none_is_offered_or_written(
    client: Client, matter: Matter, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    status, text = send(client)
    assert (status, "Send the letter" in text) == (200, False)
    assert "on its way" not in text


def test_another_language_sends_no_letter(client: Client, matter: Matter) -> None:
    assert "你的回执" in send(client, language="zh-hans")[1]
    assert not mail.outbox
