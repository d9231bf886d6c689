"""The signed code of a card: `uh1.PAYLOAD.SIGNATURE`, both parts base64url without padding.

The payload is UTF-8 JSON `{"n": name, "u": union, "x": last day, "c": short code}`. Signed by Ed25519 are the
bytes `unionhall-card-1.` and the payload. Nothing here needs Django or a database.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from unionhall import secret_files

FORMAT = "uh1"
CONTEXT = b"unionhall-card-1."
LONGEST = 2_000


class NotACard(ValueError):
    """The code was not signed by this union, or is not whole."""


@dataclass(frozen=True, slots=True)
class Face:
    """Everything that a card says."""

    name: str
    union: str
    until: date
    code: str


def key_in(home: Path) -> Ed25519PrivateKey:
    """The hall's key for cards, made on first use from a secret file of its home."""
    secret = secret_files.read_or_create(home / "card_key")
    return Ed25519PrivateKey.from_private_bytes(sha256(secret.encode()).digest())


def public_text(key: Ed25519PrivateKey) -> str:
    """The public key as it is published: its 32 bytes in base64url."""
    return _text(key.public_key().public_bytes_raw())


def sign(face: Face, key: Ed25519PrivateKey) -> str:
    said = {"n": face.name, "u": face.union, "x": face.until.isoformat(), "c": face.code}
    payload = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    return f"{FORMAT}.{_text(payload)}.{_text(key.sign(CONTEXT + payload))}"


def read(signed: str, public: str) -> Face:
    """What a signed code says, under a published key; raises NotACard, but not for one that has run out."""
    try:
        kind, payload, signature = signed.strip()[:LONGEST].split(".")
        said = _bytes(payload)
        Ed25519PublicKey.from_public_bytes(_bytes(public)).verify(_bytes(signature), CONTEXT + said)
        if kind != FORMAT:
            raise NotACard
        card = json.loads(said)
        return Face(card["n"], card["u"], date.fromisoformat(card["x"]), card["c"])
    except (ValueError, NotBase64, InvalidSignature, KeyError, TypeError) as error:
        raise NotACard from error


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
