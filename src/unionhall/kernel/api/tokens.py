"""Making a token, and finding the one that a program shows."""

import secrets
from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from django.utils import timezone

from unionhall.kernel.api.models import Token
from unionhall.kernel.people.models import Person

PREFIX = "hall_"  # so that scanners of published code can tell what they found
BYTES = 32
LONGEST_DAYS = 365
MOST = 20


def make(person: Person, *, name: str, scopes: Iterable[str], ends_on: date) -> str:
    """A new token of the person; what is returned is kept nowhere."""
    words = PREFIX + secrets.token_urlsafe(BYTES)
    Token.objects.create(
        person=person, name=name, digest=digest_of(words), scopes=sorted(scopes), ends_on=ends_on
    )
    return words


def find(words: str) -> Token | None:
    """The token that holds today, with its person; its last day of use is written down."""
    token: Token | None = (
        Token.objects.valid().filter(digest=digest_of(words)).select_related("person").first()
    )
    today = timezone.localdate()
    if token and token.used_on != today:
        Token.objects.filter(pk=token.pk).update(used_on=today)
    return token


def digest_of(words: str) -> bytes:
    """The SHA-256; a token is random, so it needs no salt."""
    return sha256(words.encode(errors="replace")).digest()
