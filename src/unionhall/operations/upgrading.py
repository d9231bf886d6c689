"""Carrying the embedded database over to a newer PostgreSQL, which can't read the older one's files."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from unionhall import database
from unionhall.database import DatabaseFailed, account, binaries, cluster, locks
from unionhall.database.cluster import Cluster
from unionhall.environment import Environment
from unionhall.operations import postgres

PATIENCE_SECONDS = 120


class NotUpgraded(Exception):
    """The database is as it was; the message is for the operator."""


def version_of(home: Path) -> str:
    """The PostgreSQL of a home's database folder, empty where there is none."""
    try:
        return (home / "database" / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        return ""


def our_version() -> str:
    """The PostgreSQL that this hall starts."""
    return binaries.INSTALLATION.removeprefix("pginstall")


def wheel() -> Path:
    """The package that brings our PostgreSQL, and often the one before."""
    return binaries.program("postgres").parents[2]


def upgrade(environment: Environment, older: Path) -> Path:
    """Carry the database over with the programs of the older PostgreSQL; where the old folder now lies.

    1. Be alone in this home.  2. Start the old folder with the older programs and take everything out.
    3. Put the folder aside, make a new one, and fill it.  4. Compare the tables' rows; if anything fails, the
    old folder comes back.
    """
    home = environment.home
    aside = home / f"database.{version_of(home)}"
    with _alone(home), tempfile.TemporaryDirectory(dir=home, prefix=".upgrade-") as folder:
        if aside.exists():
            raise NotUpgraded(f"{aside} is left of an earlier upgrade: move it away.")
        dump = Path(folder) / "database.dump"
        with _programs(older, version_of(home)) as programs:
            rows = _take_out(environment, programs, dump)
        (home / "database").rename(aside)
        try:
            _put_in(environment, dump, rows)
        except BaseException:
            if (home / "database").exists():
                (home / "database").rename(Path(folder) / "failed")
            aside.rename(home / "database")
            raise
    return aside


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Hold the hall, when nobody else uses its database; a newcomer is refused for the older version."""
    hall = locks.take(home / "hall.lock")
    try:
        users = locks.take(home / "users.lock")
        if hall is None or users is None:
            raise NotUpgraded("The hall is open, or another command uses its database: close it first.")
        os.close(users)
        yield
    finally:
        if hall is not None:
            os.close(hall)


@contextmanager
def _programs(older: Path, version: str) -> Iterator[Path]:
    """The folder of the older programs, in a wheel or a folder, where the database's account reaches it."""
    with tempfile.TemporaryDirectory(prefix="unionhall-postgresql-") as name:
        folder = Path(name)
        if older.is_file():
            with zipfile.ZipFile(older) as wheel:
                wheel.extractall(folder)
            found = _find(folder, version)
        else:
            found = _find(older, version)
            if not binaries.can_run(found, account.find_or_create()):
                found = _copy(found, folder)
        _open_to_all(folder)
        yield found


def _find(folder: Path, version: str) -> Path:
    for candidate in (folder, *sorted(folder.rglob("bin"))):
        if (candidate / "postgres").is_file() and _is_of(candidate / "postgres", version):
            return candidate
    raise NotUpgraded(f"There is no PostgreSQL {version} in {folder}.")


def _is_of(program: Path, version: str) -> bool:
    if not os.access(program, os.X_OK):
        program.chmod(0o755)  # a wheel's archive doesn't say that it's a program
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return f" {version}." in done.stdout


def _copy(programs: Path, folder: Path) -> Path:
    """The installation with the libraries that its wheel keeps beside the package."""
    package = programs.parents[1]
    shutil.copytree(programs.parent, folder / package.name / programs.parent.name)
    libraries = package.parent / f"{package.name}.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    return folder / package.name / programs.parent.name / "bin"


def _open_to_all(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)


def _take_out(environment: Environment, programs: Path, dump: Path) -> dict[str, int]:
    """Dump what the older PostgreSQL holds; how many rows each table has."""
    old = Cluster(environment.home, account.find_or_create(), programs)
    old.account.own(old.folder)
    with _started(old), psycopg.connect(environment.database_owner_url) as connection:
        postgres.dump(environment.database_owner_url, dump)
        return postgres.counts(connection)


@contextmanager
def _started(old: Cluster) -> Iterator[None]:
    cluster.clear(old)
    log = (old.home / "logs" / "upgrade.log").open("ab")
    process = subprocess.Popen(
        old.command(),
        cwd=old.folder,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        **old.account.arguments(),
    )
    log.close()
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not old.is_ready():
            if process.poll() is not None or time.monotonic() > deadline:
                raise NotUpgraded(f"The older PostgreSQL did not start: see {old.home}/logs/upgrade.log.")
            time.sleep(0.05)
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE_SECONDS)


def _put_in(environment: Environment, dump: Path, rows: dict[str, int]) -> None:
    with database.running(environment):
        url = environment.database_owner_url
        postgres.load(url, postgres.role(environment.database_url), dump)
        with psycopg.connect(url) as connection:
            if postgres.counts(connection) != rows:
                raise DatabaseFailed("The new database has other rows than the old one.")
