"""The signed code of a card: `uh1.PAYLOAD.SIGNATURE`, both parts base64url without padding.

The payload is UTF-8 JSON `{"n": name, "u": union, "x": last day, "c": short code}`. Signed by Ed25519 are the
bytes `unionhall-card-1.` and the payload. Nothing here needs Django or a database.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from unionhall.ground import signatures

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
    """The hall's key for cards."""
    return signatures.key_in(home, "card_key")


def sign(face: Face, key: Ed25519PrivateKey) -> str:
    said = {"n": face.name, "u": face.union, "x": face.until.isoformat(), "c": face.code}
    payload = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    return f"{FORMAT}.{signatures.text(payload)}.{signatures.text(key.sign(CONTEXT + payload))}"


def read(signed: str, public: str) -> Face:
    """What a signed code says, under a published key; raises NotACard, but not for one that has run out."""
    try:
        kind, payload, signature = signed.strip()[:LONGEST].split(".")
        said = signatures.plain(payload)
        if kind != FORMAT or not signatures.is_signed(CONTEXT + said, signature, public):
            raise NotACard
        card = json.loads(said)
        return Face(card["n"], card["u"], date.fromisoformat(card["x"]), card["c"])
    except (ValueError, KeyError, TypeError) as error:
        raise NotACard from error
