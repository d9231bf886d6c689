"""Where a draft lies, and under which key; both only for whoever wrote it.

A person's is sealed under their own key, and inside that under the key of a sealed matter. That of somebody
without an account is sealed under a key that is made of the hall's and of a token that only their pages'
address holds: neither the tables nor the address alone open it.
"""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.keys import Scope, of_person, of_room, store
from unionhall.kernel.rooms import rooms

HALL = ""  # in place of a room, for a page of the hall itself
DAYS, HOURS = timedelta(days=14), timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one draft lies.

    Attributes:
        address: the page that shows it again. key: what it is sealed under, a scope or a guest's own key.
        matter: the key of a sealed matter. lasts: for how long it is kept after it was written last.
    """

    name: UUID
    owner: UUID | None
    about: UUID | None
    address: str
    key: Scope | bytes
    matter: Scope | None = None
    lasts: timedelta = DAYS


def of_member(
    person: Person, room: str, address: str, *, about: str, matter: Scope | None = None, mark: str = ""
) -> Spot:
    """Of somebody signed in; `mark` tells several at the same address from each other."""
    secret, whose = _secret(), f"{person.uid} {room}"
    return Spot(
        name=_hash(secret, "name", whose, address, mark),
        owner=_hash(secret, "owner", whose),
        about=_hash(secret, "about", about),
        address=address,
        key=of_person(person.uid),
        matter=matter,
    )


def of_guest(token: str, address: str) -> Spot:
    """Of whoever has the token."""
    secret = _secret()
    key = hmac.digest(secret, f"key\0{token}".encode(), sha256)
    return Spot(_hash(secret, "guest", token), None, None, address, key, lasts=HOURS)


def owners(person: Person) -> list[UUID]:
    """Under which names the person has drafts, by room."""
    secret = _secret()
    return [
        _hash(secret, "owner", f"{person.uid} {room}") for room in (HALL, *(each.label for each in rooms()))
    ]


def about(text: str) -> UUID:
    """The name of what a draft is about."""
    return _hash(_secret(), "about", text)


def _secret() -> bytes:
    return store().key_or_new(of_room("drafts"))


def _hash(secret: bytes, *parts: str) -> UUID:
    return UUID(bytes=hmac.digest(secret, "\0".join(parts).encode(), sha256)[:16], version=4)
