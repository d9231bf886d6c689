"""What the journal keeps of words: a digest that only the matter's own secret gives.

The journal stays for good. A plain digest of something short could be tried out on it by anybody, long after
the words are gone. The secret of a sealed matter comes from its key, that of an open one lies in its row;
each goes when its words go, and what is left in the journal can't be told from chance.
"""

import hmac
import re
import secrets
from hashlib import sha256
from typing import Any

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.privacy.keys import store

PLAIN = re.compile(r"[0-9a-fA-F]{32,}")


class Fingerprint(str):
    """64 hexadecimal digits, which nobody can make without the matter's secret."""

    __slots__ = ()


def fingerprint(matter: Matter, words: str, place: str) -> Fingerprint:
    """What the journal of a matter keeps of words; the same words give another one at another `place`.

    Call it in a move, which saves the matter: an open one is given its secret with its first words.
    """
    if not matter.journal_length:
        raise ValueError("a matter that begins has no secret yet")
    said = f"{place}\0{words}".encode()
    return Fingerprint(hmac.digest(_secret(matter), said, sha256).hex())


def check(said: Any) -> None:
    """Raises TypeError for a plain digest in what the journal of a matter is to keep."""
    match said:
        case Fingerprint():
            return
        case str() if PLAIN.fullmatch(said):
            raise TypeError("This looks like a digest, which can be tried out: give a fingerprint instead.")
        case dict() | list() | tuple():
            for part in said.values() if isinstance(said, dict) else said:
                check(part)


def _secret(matter: Matter) -> bytes:
    if matter.sealed:
        return hmac.digest(store().key_or_new(matter.key), b"unionhall fingerprints", sha256)
    if matter.salt is None:
        matter.salt = secrets.token_bytes(32)
    return bytes(matter.salt)
