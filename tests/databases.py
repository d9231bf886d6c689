"""The databases of a test run: made once as templates, then cloned; tests connect as the application.

There are two templates: the empty hall, and the town moved in. A test is pointed at the clone of that one
which it needs before its transaction begins; a test with real commits gets a clone of its own.
"""

import fcntl
import hashlib
import itertools
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase
from psycopg.conninfo import make_conninfo

from tests import moved_in
from unionhall.database import Session
from unionhall.operations import postgres

EMPTY, TOWN = "tests_template", "tests_town"
ALIASES = ("default", "owner")
LOCK = Path(__file__).parents[1] / "requirements-dev.lock"
_numbers = itertools.count(1)
_standing: dict[str, str] = {}  # template → its clone that tests without real commits share
_of_the_town: set[str] = set()  # clones in which it has moved in


def prepare(session: Session, kept: Path | None) -> None:
    """Make both templates; `kept` is a folder in which the empty one's tables stay from run to run.

    A thread of a test doesn't keep its connection, as one of the hall does: nobody would close it.
    """
    for alias in ALIASES:
        connections.settings[alias]["CONN_MAX_AGE"] = 0
    _as_owner(session, f"CREATE DATABASE {EMPTY} TEMPLATE unionhall")
    with _alone(kept):
        _make_tables(session, kept / f"{_digest()}.dump" if kept else None)
    _as_owner(session, f"CREATE DATABASE {TOWN} TEMPLATE {EMPTY}")
    point_at(TOWN)
    moved_in.move_in()
    point_at("")


@contextmanager
def _alone(kept: Path | None) -> Iterator[None]:
    """One worker makes the tables, the others wait and take them."""
    with ExitStack() as held:
        if kept is not None:
            lock = held.enter_context((kept / "lock").open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make_tables(session: Session, kept: Path | None) -> None:
    """Migrate as the owner of all tables, or take them from a run with the same migrations."""
    url = make_conninfo(session.owner_url, dbname=EMPTY)
    if kept is not None and kept.exists():
        return postgres.load(url, postgres.role(session.url), kept)
    point_at(EMPTY)
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    point_at("")
    if kept is not None:
        draft = kept.with_suffix(f".{time.time_ns()}")
        postgres.dump(url, draft)
        draft.replace(kept)
    return None


def _digest() -> str:
    """Changes with each migration, with what migrations import, and with each package."""
    installed = sorted(apps.get_app_configs(), key=lambda app: app.label)
    texts = [path.read_text() for app in installed for path in sorted(Path(app.path).glob("migrations/*.py"))]
    named = {name for text in texts for name in re.findall(r"unionhall(?:\.\w+)+", text)}
    house = Path(__file__).parents[1] / "src"
    modules = [house / f"{name.replace('.', '/')}.py" for name in sorted(named)]
    texts += [path.read_text() for path in (*modules, LOCK) if path.exists()]
    return hashlib.sha256("".join(texts).encode()).hexdigest()[:16]


@contextmanager
def standing(session: Session) -> Iterator[None]:
    """A clone of each template for all tests whose changes are undone."""
    with clone(session, TOWN) as town, clone(session, EMPTY) as empty:
        _standing.update({TOWN: town, EMPTY: empty})
        yield


def choose(template: str) -> None:
    """Point at the clone of that template, unless a transaction of a whole module is open."""
    if not connections["default"].in_atomic_block and _name() != _standing[template]:
        point_at(_standing[template])


def is_the_town() -> bool:
    """Whether the town has moved into the database that is pointed at."""
    return _name() in _of_the_town


def _name() -> str:
    return str(connections["default"].settings_dict["NAME"])


@contextmanager
def clone(session: Session, template: str = EMPTY) -> Iterator[str]:
    """A fresh copy of the template that both connections point at for as long as the block lasts."""
    name = f"tests_{next(_numbers)}"
    before = _name()
    _as_owner(session, f"CREATE DATABASE {name} TEMPLATE {template}")
    _of_the_town.update({name} if template == TOWN else ())
    point_at(name)
    try:
        yield name
    finally:
        point_at(before)
        _drop(session, name)


def _drop(session: Session, name: str) -> None:
    """Drop a clone; one that the server itself is busy in, as its autovacuum may be, is left a moment."""
    for _attempt in range(20):
        try:
            return _as_owner(session, f"DROP DATABASE {name} WITH (FORCE)")
        except psycopg.errors.InsufficientPrivilege:
            time.sleep(0.2)
    return None


def point_at(name: str) -> None:
    """Let both connections, in every thread, use this database from their next query on."""
    connections.close_all()
    for alias in ALIASES:
        connections[alias].settings_dict["NAME"] = name


def clone_for_transactional_tests(session: Session, patch: pytest.MonkeyPatch) -> None:
    """Give each test with real commits its own clone: the application's role may not empty tables."""
    used = ExitStack()

    def begin(case: type[TransactionTestCase]) -> None:
        used.enter_context(clone(session, TOWN if is_the_town() else EMPTY))

    def end(case: TransactionTestCase) -> None:
        used.close()

    patch.setattr(TransactionTestCase, "_fixture_setup", classmethod(begin))
    patch.setattr(TransactionTestCase, "_fixture_teardown", end)


def _as_owner(session: Session, statement: str) -> None:
    with psycopg.connect(session.owner_url, autocommit=True, dbname="postgres") as connection:
        connection.execute(statement.encode())
