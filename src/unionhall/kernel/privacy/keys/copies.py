"""Copies of the key store, each a file with its moment in its name, kept for 30 days.

So a destroyed key is gone from them, too, 30 days later, and no older copy of the database can be read.
"""

import os
import tarfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

KEPT = timedelta(days=30)
NAME, NAMES = "keys-%Y%m%dT%H%M%SZ.tar", "keys-????????T??????Z.tar"


class BadCopy(Exception):
    """The file is no copy of a key store, or there is a store already; the message is for the operator."""


def copy(store: Path, folder: Path, now: datetime | None = None) -> Path | None:
    """Put a copy of the store into `folder` and delete those that are too old; None without a store.

    The keys in it are locked up under the union's key, which isn't in it.
    """
    moment = now or datetime.now(UTC)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in folder.glob(NAMES):
        if datetime.strptime(old.name, NAME).replace(tzinfo=UTC) < moment - KEPT:
            old.unlink()
    if not store.exists():
        return None
    target = folder / moment.strftime(NAME)
    draft = folder / f".{target.name}.part"
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w") as archive:
                _add(archive, store)
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return target


def put_back(source: Path, store: Path) -> None:
    """Make the store anew from a copy, where there is none. Raises BadCopy."""
    if store.exists() and any(store.iterdir()):
        raise BadCopy(f"{store} holds keys already: a copy is only put into an empty store.")
    store.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with tarfile.open(source) as archive:
            archive.extractall(store, filter="data")
    except (OSError, tarfile.TarError) as error:
        raise BadCopy(f"{source} is not a copy of a key store: {error}.") from error


def _add(archive: tarfile.TarFile, store: Path) -> None:
    """Every whole file; one that is destroyed just now is left out."""
    for path in sorted(store.glob("**/[!.]*")):
        try:
            if path.is_file():
                archive.add(path, path.relative_to(store))
        except FileNotFoundError:
            continue
