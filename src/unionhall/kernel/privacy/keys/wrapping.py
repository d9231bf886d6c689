"""Locking keys up under the union's own key, or by a service outside the hall."""

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from unionhall.environment.keys import Keys
from unionhall.kernel.privacy.keys.faults import WrongUnionKey
from unionhall.kernel.privacy.keys.service import service

VERSION, NONCE, NAME = b"\x01", 12, 8  # the first byte, and lengths in bytes


class Wrapper(Protocol):
    """What locks keys up. A key management service is one: `UNIONHALL_KEY_SERVICE` names a function without
    arguments that gives such an object. It is asked for each reading of something sealed.
    """

    def wrap(self, key: bytes, context: str) -> bytes:
        """The key of 32 bytes, locked up; `context` says whose it is and must be given again."""
        ...

    def unwrap(self, wrapped: bytes, context: str) -> bytes:
        """The key again; WrongUnionKey when that can't be."""
        ...

    def is_current(self, wrapped: bytes) -> bool:
        """Whether it is locked up under the newest key."""
        ...


@dataclass(frozen=True)
class UnionKeys:
    """AES-256-GCM under the newest of the union's keys; older ones still unlock.

    `wrapped` is a version byte, the name of the union's key (8 bytes), a nonce (12 bytes) and the key.
    They are read anew each time, so that every process knows a new one at once.
    """

    file: Path
    given: tuple[str, ...] = ()

    def wrap(self, key: bytes, context: str) -> bytes:
        newest, nonce = self._newest(), secrets.token_bytes(NONCE)
        sealed = AESGCM(newest).encrypt(nonce, key, context.encode())
        return VERSION + _name(newest) + nonce + sealed

    def unwrap(self, wrapped: bytes, context: str) -> bytes:
        name, nonce, sealed = wrapped[1 : 1 + NAME], wrapped[1 + NAME :][:NONCE], wrapped[1 + NAME + NONCE :]
        key = next((each for each in self._keys() if _name(each) == name), None)
        if wrapped[:1] != VERSION or key is None:
            raise WrongUnionKey(f"The key of {context} is locked up under a union key that isn't here.")
        try:
            return AESGCM(key).decrypt(nonce, sealed, context.encode())
        except (InvalidTag, ValueError) as error:
            raise WrongUnionKey(f"The key of {context} was altered.") from error

    def is_current(self, wrapped: bytes) -> bool:
        return wrapped[1 : 1 + NAME] == _name(self._newest())

    def renew(self) -> None:
        """Put a new key before the others, in the file."""
        if self.given:
            raise WrongUnionKey("The union key stands in UNIONHALL_UNION_KEY: put a new one before it there.")
        self._rewrite([secrets.token_urlsafe(48), *self._secrets()])

    def forget(self, used: set[bytes]) -> None:
        """Take the keys out of the file that lock nothing up any more; the newest stays."""
        newest, *others = self._secrets()
        self._rewrite([newest, *(each for each in others if _name(_key(each)) in used)])

    def _newest(self) -> bytes:
        return next(self._keys())

    def _keys(self) -> Iterator[bytes]:
        return map(_key, self._secrets())

    def _secrets(self) -> list[str]:
        try:
            found = list(self.given) or self.file.read_text().split()
        except OSError as error:
            raise WrongUnionKey(f"The union key can't be read: {self.file}: {error.strerror}.") from error
        if not found:
            raise WrongUnionKey(f"There is no union key in {self.file}.")
        return found

    def _rewrite(self, lines: list[str]) -> None:
        draft = self.file.with_name(f".{self.file.name}-{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write("\n".join(lines) + "\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.file)


def wrapper(keys: Keys) -> Wrapper:
    """The service that the operator named, or the union's own keys. Raises WrongUnionKey."""
    return service(keys.service) if keys.service else UnionKeys(keys.file, keys.union_keys)


def name_of(wrapped: bytes) -> bytes:
    """Which union key locks it up."""
    return wrapped[1 : 1 + NAME]


def _key(secret: str) -> bytes:
    return sha256(secret.encode()).digest()


def _name(key: bytes) -> bytes:
    return sha256(b"unionhall union key " + key).digest()[:NAME]
