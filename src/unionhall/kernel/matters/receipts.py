"""Receipt codes: how somebody without an account comes back to what they asked."""

import hmac
import re
import secrets
import unicodedata
from hashlib import sha256
from uuid import UUID

from django.conf import settings

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is mistaken for another in handwriting
GROUPS, GROUP = 5, 4  # 20 letters out of 30 are 98 bits


def new_code() -> str:
    """A fresh code such as `7KQ2-M9XD-PT4H-3WVB-CR8N`, from the system's random source."""
    letters = [secrets.choice(LETTERS) for _ in range(GROUPS * GROUP)]
    return _grouped(letters)


def code_from(key: UUID, purpose: str) -> str:
    """The code made from a form's hidden key for one purpose, so that sending it twice gives the same one.

    The key lies nowhere: the journal keeps a digest of it. Whoever has the journal and the hall's secret
    can't make the code again.
    """
    drawn = hmac.new(settings.SECRET_KEY.encode(), f"{purpose} ".encode() + key.bytes, sha256).digest()
    number, letters = int.from_bytes(drawn), []
    for _ in range(GROUPS * GROUP):
        number, rest = divmod(number, len(LETTERS))
        letters.append(LETTERS[rest])
    return _grouped(letters)


def _grouped(letters: list[str]) -> str:
    return "-".join("".join(letters[at : at + GROUP]) for at in range(0, len(letters), GROUP))


def normal(code: str) -> str:
    """The code as it was meant: in capitals, without spaces and hyphens, full-width letters made plain."""
    return re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", code[:200]).upper())


def digest_of(code: str) -> str:
    """The SHA-256 of the normal code in hexadecimal: all that the hall keeps of it."""
    return sha256(normal(code).encode()).hexdigest()
