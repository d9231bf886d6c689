"""A head as others keep it: JSON with its signature. Nothing here needs Django or a database.

{"format": "unionhall-head-1", "size": entries, "root": 64 hex digits, "at": RFC 3339, "key": the public key,
"signature": both in base64url}. Signed by Ed25519 is `unionhall-head-1.SIZE.ROOT.AT`.
"""

import json
from dataclasses import dataclass

from unionhall.ground import signatures

KEY = "journal_key"  # what the hall signs with, a file of its home
FORMAT = "unionhall-head-1"
ROOT = 32


class NotAHead(ValueError):
    """It is no head of a journal, or its signature is not of the key that stands in it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a hall said once about its journal."""

    size: int
    root: bytes
    at: str
    key: str
    signature: str

    @property
    def is_signed(self) -> bool:
        return signatures.is_signed(signed_part(self.size, self.root, self.at), self.signature, self.key)

    def to_json(self) -> dict[str, object]:
        return {
            "format": FORMAT,
            "size": self.size,
            "root": self.root.hex(),
            "at": self.at,
            "key": self.key,
            "signature": self.signature,
        }


def signed_part(size: int, root: bytes, at: str) -> bytes:
    """The bytes that are signed."""
    return f"{FORMAT}.{size}.{root.hex()}.{at}".encode()


def read(text: str) -> Statement:
    """A head from its JSON, its signature checked against its own key; raises NotAHead."""
    try:
        said = json.loads(text)
        found = Statement(
            int(said["size"]), bytes.fromhex(said["root"]), said["at"], said["key"], said["signature"]
        )
        if said["format"] != FORMAT or len(found.root) != ROOT or found.size < 0 or not found.is_signed:
            raise NotAHead("The signature is not of this head.")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAHead(str(error) or "This is no head of a journal.") from error
    return found
