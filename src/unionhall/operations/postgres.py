"""PostgreSQL's own programs for taking a database out and putting one in, run without a password in sight."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from unionhall.database import DatabaseFailed, binaries

COMPRESSION = "gzip:6"
TABLES = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname
"""


@contextmanager
def snapshot(url: str) -> Iterator[tuple[psycopg.Connection, str]]:
    """A connection that sees one moment of the database, and the name under which `dump` sees the same."""
    with psycopg.connect(url) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        yield connection, row[0]


def dump(
    url: str, target: Path, *, snapshot: str = "", compression: str = "", empty: Iterable[str] = ()
) -> None:
    """Write the database into a file that `load` reads, also with a newer PostgreSQL.

    Of the tables in `empty` no rows go in.
    """
    options = ["--format=custom", f"--compress={compression or COMPRESSION}", f"--file={target}"]
    options += [f"--exclude-table-data=public.{table}" for table in empty]
    _run("pg_dump", url, *options, *([f"--snapshot={snapshot}"] if snapshot else []))


def load(url: str, application: str, source: Path) -> None:
    """Fill an empty database: all of it, or after an error nothing.

    The database gives the application rights to each new table. They would be added to those in the dump, so
    that it could change the journal: they are taken back first, and the dump brings them again at its end.
    """
    role = sql.Identifier(application)
    with psycopg.connect(url) as owner:
        for kind in ("TABLES", "SEQUENCES"):
            owner.execute(
                sql.SQL("ALTER DEFAULT PRIVILEGES REVOKE ALL ON {} FROM {}").format(sql.SQL(kind), role)
            )
    _run("pg_restore", url, "--single-transaction", "--exit-on-error", "--no-owner", str(source))
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("ANALYZE")


def counts(connection: psycopg.Connection) -> dict[str, int]:
    """How many rows each table has."""
    found = {}
    for (table,) in connection.execute(TABLES).fetchall():
        row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
        found[table] = row[0] if row else 0
    return found


def migrations(connection: psycopg.Connection) -> list[str]:
    """The migrations that made these tables, as `app.name`."""
    rows = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY app, name")
    return [name for (name,) in rows.fetchall()]


def role(url: str) -> str:
    """Who connects by this address."""
    return str(conninfo_to_dict(url).get("user") or "")


def _run(name: str, url: str, *arguments: str) -> None:
    parts = conninfo_to_dict(url)
    password = str(parts.pop("password", "") or "")
    command = [_program(name, parts), *arguments, "--dbname", make_conninfo("", **parts)]
    environment = {**os.environ, "PGPASSWORD": password, "PGCLIENTENCODING": "UTF8"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise DatabaseFailed(f"{name} failed: {' '.join(done.stderr.split())[:500]}")


def _program(name: str, parts: Mapping[str, object]) -> str:
    """The wheel's program, which knows no TLS: a server across a network is asked by the system's, if any."""
    is_near = str(parts.get("host") or "").startswith("/")
    return str((None if is_near else shutil.which(name)) or binaries.program(name))
