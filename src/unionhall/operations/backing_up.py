"""Taking a backup of a hall while people work in it."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psycopg

from unionhall.database import locks
from unionhall.environment import Environment
from unionhall.ground import signatures
from unionhall.kernel.journal import statements
from unionhall.kernel.privacy.keys import copies
from unionhall.operations import archive, postgres
from unionhall.operations.archive import Manifest

NAME = "unionhall-%Y%m%dT%H%M%SZ.tar"
NAMES = "unionhall-????????T??????Z.tar"
NOTE = "last_backup.json"
ATTACHED = "SELECT DISTINCT sha256 FROM matters_file"


class NoBackup(Exception):
    """No backup was made; the message is for the operator."""


def back_up(environment: Environment, folder: Path, *, keep: int = 0) -> tuple[Path, list[str]]:
    """Put a backup into `folder`, and say where it is and which attached files are missing from the disk.

    1. Hold the lock of this home's backups.  2. Take a snapshot of the database; link every attached file at
    once, so that none of the snapshot's can go while it's written.  3. Write both beside the target, sync,
    and only then give it its name.  4. Copy the key store, apart from the backup, which holds no key.
    5. Note that it's done, and with `keep` delete all but so many.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (
        _alone(environment.home),
        tempfile.TemporaryDirectory(dir=environment.home, prefix=".backup-") as stage,
    ):
        _write_down()
        target = folder / datetime.now(UTC).strftime(NAME)
        draft = folder / f".{target.name}.part"
        try:
            missing = _write(environment, Path(stage), draft)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    _sync(folder)
    copies.copy(environment.keys.store, environment.keys.copies)
    _note(environment.home, target)
    for old in sorted(folder.glob(NAMES))[:-keep] if keep else ():
        old.unlink()
    return target, missing


def last(home: Path) -> datetime | None:
    """When the last backup of this home was made."""
    try:
        return datetime.fromisoformat(json.loads((home / NOTE).read_text())["made_at"])
    except (FileNotFoundError, ValueError, KeyError):
        return None


def fingerprint(secret_key: str) -> str:
    """What tells two secret keys apart without giving away either."""
    return hashlib.sha256(f"unionhall secret key {secret_key}".encode()).hexdigest()[:16]


def is_here(environment: Environment) -> bool:
    """Whether attached files lie in a folder, and not in a bucket that needs a backup of its own."""
    return environment.files.address.startswith("/")


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    lock = locks.take(home / "backup.lock")
    if lock is None:
        raise NoBackup("A backup of this home is being made already.")
    try:
        yield
    finally:
        os.close(lock)


def _write_down() -> None:
    """A backup is an export of everything, so it stands in the log of what was read."""
    from unionhall.kernel.privacy import reading
    from unionhall.kernel.privacy.models import Access

    reading.record(reader=None, purpose=Access.Purpose.EXPORT, what="backup")


def _write(environment: Environment, stage: Path, draft: Path) -> list[str]:
    from unionhall.kernel.privacy.backups import passing_tables

    url, dump = environment.database_owner_url, stage / archive.DUMP
    with postgres.snapshot(url) as (connection, name):
        files = _link(Path(environment.files.address), stage / archive.FILES) if is_here(environment) else []
        attached = {digest for (digest,) in connection.execute(ATTACHED).fetchall()}
        passing = passing_tables()
        manifest = _describe(environment, connection, passing)
        postgres.dump(url, dump, snapshot=name, empty=passing)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)):
        archive.write(draft, manifest, dump, files, signatures.key_in(environment.home, statements.KEY))
    return sorted(attached - {path.name for path in files}) if is_here(environment) else []


def _describe(environment: Environment, connection: psycopg.Connection, passing: Iterable[str]) -> Manifest:
    roles = {"owner": environment.database_owner_url, "application": environment.database_url}
    return Manifest(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        unionhall=version("unionhall"),
        postgresql=connection.info.server_version // 10_000,
        migrations=postgres.migrations(connection),
        roles={name: postgres.role(url) for name, url in roles.items()},
        secret_key=fingerprint(environment.secret_key),
        tables={**postgres.counts(connection), **dict.fromkeys(passing, 0)},
        files="here" if is_here(environment) else "bucket",
    )


def _link(files: Path, stage: Path) -> list[Path]:
    """A second name for each file, or a copy where the folders lie on two disks; no half-written ones."""
    linked = []
    for path in sorted(files.glob("??/[!.]*")):
        target = stage / path.parent.name / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, target)
        except FileNotFoundError:
            continue  # swept away just now: if the snapshot has it, it's reported as missing
        except OSError:
            shutil.copyfile(path, target)
        linked.append(target)
    return linked


def _note(home: Path, target: Path) -> None:
    draft = home / f".{NOTE}"
    draft.write_text(json.dumps({"made_at": datetime.now(UTC).isoformat(), "file": str(target)}))
    draft.replace(home / NOTE)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
