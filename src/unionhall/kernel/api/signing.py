"""How a receiver knows that an event came from the hall: signatures as Standard Webhooks has them."""

import hmac
from base64 import b64decode, b64encode
from hashlib import sha256
from uuid import UUID

from django.utils.crypto import salted_hmac

PREFIX = "whsec_"


def secret_of(uid: UUID) -> str:
    """A hook's secret, made anew from the hall's own key each time, so that no table holds it."""
    digest = salted_hmac("unionhall.kernel.api.hook", str(uid), algorithm="sha256").digest()
    return PREFIX + b64encode(digest).decode()


def signature(secret: str, *, number: str, moment: int, body: bytes) -> str:
    """HMAC-SHA256 over number, moment (seconds since 1970) and body of a message, with dots between."""
    key = b64decode(secret.removeprefix(PREFIX))
    signed = b".".join((number.encode(), str(moment).encode(), body))
    return "v1," + b64encode(hmac.new(key, signed, sha256).digest()).decode()
