"""The keys of matters and persons, in a store of their own outside the database and its backups.

Each is made when something is sealed under it for the first time. Who destroys a key makes all that was
sealed under it unreadable, in old copies of the database, too.
"""

from dataclasses import dataclass
from uuid import NAMESPACE_OID, UUID, uuid5

from django.conf import settings

from unionhall.environment.keys import Keys
from unionhall.kernel.privacy.keys.store import KeyStore
from unionhall.kernel.privacy.keys.wrapping import wrapper


@dataclass(frozen=True, slots=True)
class Scope:
    """What one key belongs to: a matter by its stream, a person by their uid, a sealed room by its name."""

    kind: str
    uid: UUID

    def __str__(self) -> str:
        return f"{self.kind}/{self.uid}"


def of_matter(stream: UUID) -> Scope:
    return Scope("matter", stream)


def of_person(uid: UUID) -> Scope:
    return Scope("person", uid)


def of_room(label: str) -> Scope:
    return Scope("room", uuid5(NAMESPACE_OID, label))


def store() -> KeyStore:
    """The store of this hall."""
    return store_of(settings.KEYS)


def store_of(keys: Keys) -> KeyStore:
    """The store that these settings name."""
    return KeyStore(keys.store, wrapper(keys))
