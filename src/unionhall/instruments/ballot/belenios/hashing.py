"""The two hashes of the protocol."""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

from unionhall.instruments.ballot.belenios.groups import Group


def compact(body: bytes) -> str:
    """SHA-256 in base 64 without padding: fingerprints and trackers (specification 2.0, "Basic types")."""
    return b64encode(sha256(body).digest()).rstrip(b"=").decode()


def digest(body: bytes) -> str:
    """SHA-256 in hexadecimal: names of records, parents and payloads of events."""
    return sha256(body).hexdigest()


def challenge(group: Group, prefix: str, elements: Iterable[int | str]) -> int:
    """The challenge over a prefix and elements: their decimals joined by commas, SHA-256, modulo q."""
    text = prefix + ",".join(map(str, elements))
    return int.from_bytes(sha256(text.encode()).digest(), "big") % group.order
