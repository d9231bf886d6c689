"""The database of a test run: migrated once as a template, then cloned; tests connect as the application."""

import itertools
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase

from unionhall.database import Session

TEMPLATE = "tests_template"
ALIASES = ("default", "owner")
_numbers = itertools.count(1)


def prepare(session: Session) -> None:
    """Make and migrate the template as the owner of all tables."""
    _as_owner(session, f"CREATE DATABASE {TEMPLATE} TEMPLATE unionhall")
    point_at(TEMPLATE)
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    point_at("")


@contextmanager
def clone(session: Session) -> Iterator[str]:
    """A fresh copy of the template that both connections point at for as long as the block lasts."""
    name = f"tests_{next(_numbers)}"
    before = connections["default"].settings_dict["NAME"]
    _as_owner(session, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
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
        used.enter_context(clone(session))

    def end(case: TransactionTestCase) -> None:
        used.close()

    patch.setattr(TransactionTestCase, "_fixture_setup", classmethod(begin))
    patch.setattr(TransactionTestCase, "_fixture_teardown", end)


def _as_owner(session: Session, statement: str) -> None:
    with psycopg.connect(session.owner_url, autocommit=True, dbname="postgres") as connection:
        connection.execute(statement.encode())
