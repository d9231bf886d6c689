"""Putting a backup into an empty home."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from unionhall import database
from unionhall.database import tables
from unionhall.database.connections import disconnect
from unionhall.environment import Environment
from unionhall.ground import signatures
from unionhall.kernel.journal import statements
from unionhall.kernel.privacy.keys import copies, store_of
from unionhall.kernel.privacy.keys.faults import Unreadable
from unionhall.operations import archive, postgres
from unionhall.operations.archive import DUMP, FILES, Manifest
from unionhall.operations.backing_up import fingerprint, is_here


class NotRestored(Exception):
    """The backup was not put in, and the home is as it was; the message is for the operator."""


@dataclass(frozen=True)
class Restored:
    """What was put in.

    Attributes:
        faults: what the journal's verification found wrong with it.
        unrecorded: what gives rights and stands in no entry of the journal.
        without_key: how many sealed matters have no key here.
    """

    manifest: Manifest
    faults: list[str]
    unrecorded: list[str]
    without_key: int


def restore(
    environment: Environment,
    source: Path,
    *,
    keys: Path | None = None,
    without_secret_key: bool = False,
    unsigned: bool = False,
) -> Restored:
    """Put a backup into this home, which must be empty, and with `keys` a copy of the key store beside it.

    1. Refuse a home in use.  2. Unpack beside the home's files, compare every byte with the list, and the
    list's signature with the home's key, unless it may be `unsigned`.  3. Start the database, refuse one that
    has tables, and load the dump, all or nothing.  4. Compare the tables' rows.  5. Move the files in.
    6. Bring the tables up to date.  7. Erase whomever the key store knows as erased since, and end whatever
    opened the hall for somebody.  8. Verify the journal, and compare with it what gives rights.
    What fails on the way leaves the home empty again; a database of your own keeps what was loaded.
    """
    _refuse_in_use(environment)
    with tempfile.TemporaryDirectory(dir=environment.home, prefix=".restore-") as folder:
        stage = Path(folder)
        manifest = archive.unpack(source, stage)
        if not unsigned:
            _refuse_unsigned(manifest, environment)
        _refuse_strange(manifest, environment, without_secret_key=without_secret_key)
        try:
            _put_keys_back(environment, keys)
            return _put_in(environment, manifest, stage)
        except BaseException:
            _empty(environment)
            raise


def _put_keys_back(environment: Environment, keys: Path | None) -> None:
    """Make the key store from a copy; one that another union key locks up is taken out again."""
    if keys is None:
        return
    copies.put_back(keys, environment.keys.store)
    try:
        store_of(environment.keys).any_fits()
    except Unreadable:
        shutil.rmtree(environment.keys.store)
        raise


def _put_in(environment: Environment, manifest: Manifest, stage: Path) -> Restored:
    with database.running(environment):
        try:
            _load(environment, manifest, stage / DUMP)
            _move_in(stage / FILES, Path(environment.files.address))
            tables.migrate()
            _erase_again()
            _end_what_opened()
            return Restored(manifest, _verify(), _unrecorded(), _without_key())
        finally:
            disconnect()


def _empty(environment: Environment) -> None:
    if environment.database_is_embedded:
        shutil.rmtree(environment.home / "database", ignore_errors=True)
    if is_here(environment):
        shutil.rmtree(environment.files.address, ignore_errors=True)


def _refuse_in_use(environment: Environment) -> None:
    home = environment.home
    files = Path(environment.files.address)
    used = [home / "database"] if environment.database_is_embedded else []
    used += [files] if is_here(environment) and files.exists() and any(files.iterdir()) else []
    for path in used:
        if path.exists():
            raise NotRestored(f"{path} exists: a backup is only put into an empty home. Set UNIONHALL_HOME.")


def _refuse_unsigned(manifest: Manifest, environment: Environment) -> None:
    """Before a byte of it is believed: who wrote the file, if it wasn't this hall?"""
    home = environment.home
    if not manifest.signature:
        why = "This backup is not signed, as older ones are not"
    elif not (home / statements.KEY).exists():
        why = f"There is no {statements.KEY} in {home} to tell who made this backup: put it back"
    elif manifest.signed_by != signatures.public_text(signatures.key_in(home, statements.KEY)):
        why = f"This backup was signed with another {statements.KEY}: put the one of its hall into {home}"
    elif not manifest.is_signed:
        why = "The list of this backup was changed after it was signed"
    else:
        return
    raise NotRestored(
        f"{why}. To put it in all the same, say --unsigned: whoever wrote it may have made themselves an "
        "officer, so compare the offices afterwards with what you know."
    )


def _refuse_strange(manifest: Manifest, environment: Environment, *, without_secret_key: bool) -> None:
    from django.db.migrations.loader import MigrationLoader

    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if unknown := sorted(set(manifest.migrations) - known - _replaced()):
        raise NotRestored(
            f"The backup is of a newer hall ({manifest.unionhall}, {unknown[0]}): install that one first."
        )
    roles = {"owner": environment.database_owner_url, "application": environment.database_url}
    for name, url in roles.items():
        if manifest.roles[name] != postgres.role(url):
            raise NotRestored(
                f"In the backup the {name}'s role is {manifest.roles[name]}, here {postgres.role(url)}: "
                "give it the same name."
            )
    if (manifest.files == "here") != is_here(environment):
        raise NotRestored("The backup and this home keep attached files differently: see UNIONHALL_FILES.")
    if manifest.secret_key != fingerprint(environment.secret_key) and not without_secret_key:
        raise NotRestored(
            f"The hall of this backup had another secret key: put it into {environment.home}/secret_key. "
            "If it is lost, say --without-secret-key: then everybody signs in afresh, "
            "and authenticator apps stop working."
        )


def _replaced() -> set[str]:
    """Migrations that a later one stands for."""
    from django.db.migrations.loader import MigrationLoader

    migrations = MigrationLoader(None).disk_migrations.values()
    return {f"{app}.{name}" for migration in migrations for app, name in migration.replaces}


def _load(environment: Environment, manifest: Manifest, dump: Path) -> None:
    url = environment.database_owner_url
    with psycopg.connect(url) as connection:
        if postgres.counts(connection):
            raise NotRestored("The database has tables already: a backup is only put into an empty one.")
    postgres.load(url, postgres.role(environment.database_url), dump)
    with psycopg.connect(url) as connection:
        if postgres.counts(connection) != manifest.tables:
            raise NotRestored("The database has other rows than the backup lists.")


def _move_in(stage: Path, files: Path) -> None:
    for folder in sorted(stage.iterdir()) if stage.exists() else ():
        target = files / folder.name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.move(folder, target)


def _erase_again() -> None:
    """What was erased after the backup was made is in it still: its keys are gone, its rows go now."""
    from django.utils import timezone

    from unionhall.kernel.procedures.keeping import erase_destroyed

    erase_destroyed(timezone.now())


def _end_what_opened() -> None:
    """Whoever had a session, a token or a calendar's address signs in and makes it anew."""
    from django.db import connections

    from unionhall.kernel.people import ways_in
    from unionhall.kernel.privacy.backups import passing_tables

    ways_in.end_everything()
    with connections["owner"].cursor() as cursor:
        for table in passing_tables():
            cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))


def _without_key() -> int:
    from unionhall.kernel.matters.models import Matter
    from unionhall.kernel.privacy.keys import store

    keys, sealed = store(), Matter.objects.filter(sealed=True, erased_at__isnull=True)
    return sum(not keys.knows(matter.key) for matter in sealed.only("stream").iterator())


def _unrecorded() -> list[str]:
    from unionhall.kernel.contract import Recorded
    from unionhall.kernel.rooms import parts

    return [row for part in parts() if (recorded := Recorded.of(part)) for row in recorded.unrecorded()]


def _verify() -> list[str]:
    from unionhall.kernel.journal import verification

    return [str(fault) for fault in verification.verify()]
