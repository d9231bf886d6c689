"""The receipt of an erasure, which its bearer can show later: signed, and without a name.

{"format": "unionhall-erasure-1", "person": UUID, "day": ISO date, "matters": how many went with it, "key":
the hall's public key, "signature": both in base64url}. Signed by Ed25519 is
`unionhall-erasure-1.PERSON.DAY.MATTERS`.
"""

import json
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from unionhall.ground import signatures
from unionhall.kernel.privacy.keys import of_person, store

FORMAT, KEY_FILE = "unionhall-erasure-1", "erasure_key"


class NotAReceipt(ValueError):
    """It is no receipt of an erasure, or not one of this hall."""


def receipt(person: UUID, *, matters: int, day: date | None = None) -> str:
    """The receipt as text: the person's key is destroyed, and so many matters went with it."""
    key = signatures.key_in(Path(settings.HALL_HOME), KEY_FILE)
    on = (day or timezone.localdate()).isoformat()
    signature = signatures.text(key.sign(_signed(str(person), on, matters)))
    said = {
        "format": FORMAT,
        "person": str(person),
        "day": on,
        "matters": matters,
        "key": signatures.public_text(key),
        "signature": signature,
    }
    return json.dumps(said, indent=1)


def check(text: str) -> date | None:
    """The day on which the key was destroyed, by the key store; None if it isn't destroyed at all.

    Raises NotAReceipt for what this hall never signed.
    """
    try:
        said = json.loads(text)
        person, content = UUID(said["person"]), _signed(said["person"], said["day"], said["matters"])
        own = signatures.public_text(signatures.key_in(Path(settings.HALL_HOME), KEY_FILE))
        is_ours = said["format"] == FORMAT and signatures.is_signed(content, said["signature"], own)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAReceipt("This is no receipt of an erasure.") from error
    if not is_ours:
        raise NotAReceipt("This hall didn't sign it.")
    return store().destroyed_on(of_person(person))


def _signed(person: str, day: str, matters: int) -> bytes:
    return f"{FORMAT}.{person}.{day}.{matters}".encode()
