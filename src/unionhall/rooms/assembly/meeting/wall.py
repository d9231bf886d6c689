"""The code on the wall of the hall: whoever reads it there is there. Another one each minute."""

import hmac
import unicodedata
from datetime import datetime
from hashlib import sha256

STEP = 60  # seconds that a code stands on the wall
ACCEPTED = 3  # steps for which it is taken, the present one included
DIGITS = 6


def code(secret: bytes, at: datetime) -> str:
    """The code that stands on the wall at that moment, 6 digits."""
    return _code(secret, _step(at))


def is_right(secret: bytes, typed: str, at: datetime) -> bool:
    """Whether what was typed stood there within three minutes; blanks and full width don't matter."""
    plain = "".join(unicodedata.normalize("NFKC", typed).split())
    known = (_code(secret, _step(at) - back) for back in range(ACCEPTED))
    return any(hmac.compare_digest(each.encode(), plain.encode()) for each in known)


def left(at: datetime) -> int:
    """For how many more seconds the present code stands there."""
    return STEP - int(at.timestamp()) % STEP


def _step(at: datetime) -> int:
    return int(at.timestamp()) // STEP


def _code(secret: bytes, step: int) -> str:
    digest = hmac.digest(secret, b"unionhall wall " + str(step).encode(), sha256)
    return f"{int.from_bytes(digest[:8]) % 10**DIGITS:0{DIGITS}}"
