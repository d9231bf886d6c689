"""A call that is sent again happens once: the header Idempotency-Key."""

from collections.abc import Callable
from datetime import timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction
from django.utils import timezone

from unionhall.kernel.api.models import Once, Token
from unionhall.kernel.api.problems import Problem
from unionhall.kernel.matters.models import Matter

KEPT = timedelta(days=7)


def once(token: Token, key: str, digest: bytes, act: Callable[[UUID], Matter]) -> str:
    """Act, unless this program did so under this key; the reference of the matter it was about.

    1. Take the key: who sends the same at the same time waits here.  2. A key that was used says what for;
    Problem if that was something else.  3. Act, with the key that the journal keeps.
    One transaction: what is refused leaves the key free.
    """
    name = uuid5(NAMESPACE_OID, f"{token.pk} {key}")
    with transaction.atomic():
        taken, is_new = Once.objects.get_or_create(pk=name, defaults={"digest": digest})
        if bytes(taken.digest) != digest:
            raise Problem("key-reused")
        if is_new:
            taken.reference = act(uuid5(name, digest.hex())).reference
            taken.save(update_fields=["reference"])
    return taken.reference


def forget() -> int:
    """Throw away what was taken a week ago; the journal's own key still lets the same act happen once."""
    gone, _by_model = Once.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return gone
