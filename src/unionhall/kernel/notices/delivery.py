"""Sending notices by mail: swept up after the commit, retried until they have gone, never lost."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from unionhall.kernel.notices.letters import letters
from unionhall.kernel.notices.models import Notice

AT_ONCE = 100  # letters written together; each leaves in a transaction of its own
MOST_TRIES = 12
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=12)
ONE_LETTER = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError)


class MailIsDown(Exception):
    """The mail server can't be reached; the others wait for the next sweep."""


def sweep(now: datetime | None = None, *, most: int = 2_000) -> int:
    """Send what is due and not sent; how many letters left.

    A process that dies after a letter left and before that is written down sends it once more, with the
    same Message-ID; nothing is ever left unsent.
    """
    moment = now or timezone.now()
    settle_unreachable()
    sent, seen = 0, set[int]()
    while sent < most and (due := _due(moment, seen)):
        seen.update(notice.pk for notice in due)
        try:
            sent += _send_all(due, moment)
        except MailIsDown:
            break
    return sent


def settle_unreachable() -> int:
    """Persons without an address, or who have left, read their inbox: no letter waits for them."""
    nobody = Q(person__email=None) | Q(person__email="") | Q(person__is_active=False)
    waiting = Notice.objects.filter(nobody, settled_at=None).values("pk")
    return Notice.objects.filter(pk__in=waiting).update(settled_at=timezone.now())


def _due(now: datetime, seen: set[int]) -> list[Notice]:
    due = Notice.objects.to_send(now).exclude(pk__in=seen).select_related("person", "matter")
    return list(due.order_by("try_at")[:AT_ONCE])


def _send_all(notices: Iterable[Notice], now: datetime) -> int:
    with get_connection() as mail:
        return sum(_send(notice, letter, mail, now) for notice, letter in letters(notices))


def _send(notice: Notice, letter: EmailMessage, mail: BaseEmailBackend, now: datetime) -> bool:
    """Let one letter leave.

    1. Lock the notice; skip it when another worker has it or was faster.  2. Send.  3. Write down that it
    went, or when to try again; after twelve attempts it stays in the inbox only.
    """
    with transaction.atomic():
        waiting = Notice.objects.to_send(now).filter(pk=notice.pk)
        locked = waiting.select_for_update(skip_locked=True).first()
        if locked is None:
            return False
        trouble = _trouble(letter, mail)
        _write_down(locked, trouble)
    if trouble and not isinstance(trouble, ONE_LETTER):
        raise MailIsDown from trouble
    return trouble is None


def _trouble(letter: EmailMessage, mail: BaseEmailBackend) -> Exception | None:
    letter.connection = mail
    try:
        letter.send()
    except (SMTPException, OSError, ValueError) as trouble:
        return trouble
    return None


def _write_down(notice: Notice, trouble: Exception | None) -> None:
    now = timezone.now()
    notice.tries += 1
    if trouble is None:
        notice.sent_at = notice.settled_at = now
    elif notice.tries >= MOST_TRIES:
        notice.settled_at = now
    else:
        notice.try_at = now + min(FIRST_WAIT * 2 ** (notice.tries - 1), LONGEST_WAIT)
    notice.save(update_fields=["tries", "try_at", "sent_at", "settled_at"])
