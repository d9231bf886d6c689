"""Events on their way to programs: the references of matters and what happened, never what is in them."""

import json
from datetime import timedelta
from http import HTTPStatus
from http.client import HTTPException

from django.db import transaction
from django.utils import timezone

from unionhall.kernel.api.models import Hook, Sending, Token
from unionhall.kernel.api.signing import secret_of, signature
from unionhall.kernel.notices import reach
from unionhall.kernel.notices.channels import webhook_is_allowed
from unionhall.kernel.notices.models import Notice

LOOKED_BACK = timedelta(days=2)
AT_ONCE = 50
MOST_TRIES = 12
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=6)
TROUBLE = (OSError, HTTPException, ValueError)


def open_hook(token: Token, url: str) -> str:
    """Send the events of the token's person there from now on; the secret to check them by."""
    with transaction.atomic():
        Hook.objects.filter(token=token).delete()
        hook = Hook.objects.create(token=token, url=url)
    return secret_of(hook.uid)


def sweep() -> int:
    """Send what is due; how many events went out."""
    lay_out()
    sent, resting = 0, set[int]()
    for sending in list(Sending.objects.due().order_by("try_at")[:AT_ONCE]):
        if sending.hook_id not in resting:
            went = _send(sending)
            sent += went
            resting |= set() if went else {sending.hook_id}
    return sent


def lay_out() -> None:
    """One sending for each notice to the person of a hook, however often and by however many this is done.

    Notices become visible in another order than they are numbered, so the last two days are looked through.
    """
    now = timezone.now()
    for hook in Hook.objects.running().select_related("token"):
        since = max(hook.made_at, now - LOOKED_BACK)
        told = Notice.objects.filter(person=hook.token.person_id, created_at__gte=since)
        fresh = told.exclude(pk__in=Sending.objects.filter(hook=hook).values("notice"))
        rows = [Sending(hook=hook, notice=notice, try_at=now) for notice in fresh]
        Sending.objects.bulk_create(rows, ignore_conflicts=True)


def _send(sending: Sending) -> bool:
    """Let one event leave; True also where somebody else has it.

    1. Lock it; skip it when another worker has it or was faster.  2. Post it.  3. Write down that it went, or
    when to try again, together with all others of the hook. A receiver that is gone ends the hook.
    """
    with transaction.atomic():
        waiting = (
            Sending.objects.due()
            .filter(pk=sending.pk)
            .select_related("hook", "notice__matter", "notice__topic")
        )
        locked = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if locked is None:
            return True
        status = _post(locked)
        if status == HTTPStatus.GONE:
            locked.hook.delete()
            return False
        _write_down(locked, is_sent=HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES)
    return locked.sent_at is not None


def _post(sending: Sending) -> int:
    """The status of the answer; 0 without one. No redirect is followed, and no answer is read."""
    hook = sending.hook
    if not webhook_is_allowed(hook.url):
        return 0
    body = body_of(sending.notice)
    number, moment = f"msg_{sending.uid}", int(timezone.now().timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "unionhall",
        "webhook-id": number,
        "webhook-timestamp": str(moment),
        "webhook-signature": signature(secret_of(hook.uid), number=number, moment=moment, body=body),
    }
    try:
        return reach.post(hook.url, body, headers)
    except TROUBLE:
        return 0


def body_of(notice: Notice) -> bytes:
    """What is sent of a notice."""
    said = {
        "type": notice.event,
        "timestamp": notice.created_at.isoformat(),
        "data": {"reference": notice.about.reference},
    }
    return json.dumps(said, separators=(",", ":")).encode()


def _write_down(sending: Sending, *, is_sent: bool) -> None:
    now = timezone.now()
    sending.tries += 1
    if is_sent:
        sending.sent_at = sending.settled_at = now
    elif sending.tries >= MOST_TRIES:
        sending.settled_at = now
    else:
        sending.try_at = now + min(FIRST_WAIT * 2 ** (sending.tries - 1), LONGEST_WAIT)
        _hold_back(sending)
    sending.save(update_fields=["tries", "try_at", "sent_at", "settled_at"])


def _hold_back(sending: Sending) -> None:
    """A receiver that is down is asked for one event at a time."""
    others = Sending.objects.filter(hook=sending.hook, settled_at=None, try_at__lt=sending.try_at)
    others.exclude(pk=sending.pk).update(try_at=sending.try_at)
