"""Telling the newest head of the journal to those who keep it outside the hall."""

import json
import logging
from http import HTTPStatus
from http.client import HTTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from unionhall.kernel.journal import heads
from unionhall.kernel.journal.models import Head, Witness
from unionhall.kernel.notices import reach

log = logging.getLogger(__name__)


def tell() -> int:
    """Tell every witness that doesn't know the newest head yet; how many could be told.

    Who could not be told is tried again the next time; the operator's log names them.
    """
    newest = Head.objects.order_by("size").last()
    if newest is None:
        return 0
    return sum(_tell(address, newest) for address in settings.WITNESSES)


def _tell(address: str, head: Head) -> bool:
    Witness.objects.get_or_create(address=address)
    with transaction.atomic():
        waiting = Witness.objects.select_for_update(skip_locked=True).filter(size__lt=head.size)
        witness = waiting.filter(address=address).first()
        if witness is None:
            return False
        try:
            _send(address, json.dumps(heads.statement(head).to_json()))
        except (OSError, HTTPException, ValueError) as error:
            log.error("The witness %s was not told of the journal's head %s: %s", address, head.size, error)
            return False
        witness.size, witness.told_at = head.size, timezone.now()
        witness.save()
    return True


def _send(address: str, text: str) -> None:
    if "://" not in address:
        EmailMessage("The journal's head", text, to=[address]).send()
        return
    status = reach.post(
        address, text.encode(), {"Content-Type": "application/json", "User-Agent": "unionhall"}
    )
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        raise OSError(f"it answered {status}")
