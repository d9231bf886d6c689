"""A folder of keys, one file for each, on this machine or shared by several."""

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from unionhall.kernel.privacy.keys.faults import KeyDestroyed, KeyMissing
from unionhall.kernel.privacy.keys.wrapping import UnionKeys, Wrapper, name_of

SIZE = 32  # bytes of a key for AES-256
DESTROYED = "destroyed"


class HasName(Protocol):
    """A scope: its text is a kind and a name, divided by a slash."""

    def __str__(self) -> str: ...


@dataclass(frozen=True)
class KeyStore:
    """`<kind>/<two letters>/<name>` holds a key locked up; `destroyed/<kind>/…` the day it was destroyed.

    Every writing is atomic: of two processes that make a key at once, one wins, and a key that is destroyed
    while the union's key changes stays destroyed.
    """

    root: Path
    wrapper: Wrapper

    def key(self, scope: HasName) -> bytes:
        """The key of 32 bytes. Raises KeyDestroyed, KeyMissing, WrongUnionKey."""
        try:
            wrapped = self._path(scope).read_bytes()
        except FileNotFoundError:
            if day := self.destroyed_on(scope):
                raise KeyDestroyed(f"The key of {scope} was destroyed on {day}.") from None
            raise KeyMissing(f"The key of {scope} is not in {self.root}.") from None
        return self.wrapper.unwrap(wrapped, str(scope))

    def key_or_new(self, scope: HasName) -> bytes:
        """The key, made on first use. Raises KeyDestroyed, WrongUnionKey."""
        try:
            return self.key(scope)
        except KeyMissing:
            self._create(self._path(scope), self.wrapper.wrap(secrets.token_bytes(SIZE), str(scope)))
            return self.key(scope)

    def destroy(self, scope: HasName, day: date) -> None:
        """Take the key away and keep the day; once more changes nothing. A key never made counts, too.

        The day is written first, so that whoever dies between leaves a key that the next call takes away.
        """
        self._create(self._tombstone(scope), day.isoformat().encode())
        self._path(scope).unlink(missing_ok=True)

    def destroyed_on(self, scope: HasName) -> date | None:
        """The day on which the key was destroyed, if it was."""
        try:
            return date.fromisoformat(self._tombstone(scope).read_text())
        except FileNotFoundError:
            return None

    def knows(self, scope: HasName) -> bool:
        """Whether the key is here or was destroyed."""
        return self._path(scope).exists() or self._tombstone(scope).exists()

    def destroyed(self) -> Iterator[str]:
        """All scopes whose keys were destroyed, as their texts."""
        return (_scope_of(path) for path in sorted((self.root / DESTROYED).glob("*/??/[!.]*")))

    def rewrap(self) -> int:
        """Lock every key up under the newest of the union's keys; how many that were."""
        changed = 0
        for path in self._files():
            wrapped = path.read_bytes()
            if self.wrapper.is_current(wrapped):
                continue
            scope = _scope_of(path)
            _replace(path, self.wrapper.wrap(self.wrapper.unwrap(wrapped, scope), scope))
            if self._tombstone(scope).exists():
                path.unlink(missing_ok=True)
            changed += 1
        return changed

    def forget_union_keys(self) -> None:
        """Let go of those union keys that lock nothing up any more."""
        if isinstance(self.wrapper, UnionKeys) and not self.wrapper.given:
            self.wrapper.forget({name_of(path.read_bytes()) for path in self._files()})

    def check(self) -> int:
        """Unlock every key; how many there are. Raises WrongUnionKey for the first that can't be."""
        return sum(self._unlocks(path) for path in self._files())

    def any_fits(self) -> bool:
        """Whether there is a key; raises WrongUnionKey if the first one that is met can't be unlocked."""
        return any(self._unlocks(path) for path in self._files())

    def _unlocks(self, path: Path) -> bool:
        self.wrapper.unwrap(path.read_bytes(), _scope_of(path))
        return True

    def _files(self) -> Iterator[Path]:
        kinds = (path for path in self.root.glob("[!.]*") if path.name != DESTROYED)
        return (path for kind in kinds for path in kind.glob("??/[!.]*"))

    def _path(self, scope: HasName) -> Path:
        kind, _slash, name = str(scope).partition("/")
        return self.root / kind / name[:2] / name

    def _tombstone(self, scope: HasName) -> Path:
        kind, _slash, name = str(scope).partition("/")
        return self.root / DESTROYED / kind / name[:2] / name

    def _create(self, path: Path, content: bytes) -> None:
        """Write a file that nobody wrote yet; the first one stays."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = _draft(path, content)
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
        _sync(path.parent)


def _scope_of(path: Path) -> str:
    return f"{path.parent.parent.name}/{path.name}"


def _replace(path: Path, content: bytes) -> None:
    _draft(path, content).replace(path)
    _sync(path.parent)


def _draft(path: Path, content: bytes) -> Path:
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
