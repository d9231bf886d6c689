"""The same rows written without the hall: by psycopg, and by pgbench, PostgreSQL's own load program."""

import re
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection, models
from psycopg import sql

from bench.halls import connection_url
from unionhall.database.account import find_or_create
from unionhall.database.binaries import server_programs
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.models import Notice

FRESH = {"stream": "gen_random_uuid()", "key": "gen_random_uuid()", "number": "floor(random() * 2e9)::int"}


def opening(matter: Matter) -> list[str]:
    """INSERTs of everything that one opening wrote, for another matter; `:matter` stands for its key."""
    hanging = [matter.request, *matter.deadlines.all(), *matter.parties.all(), matter.wording]
    hanging += [
        Entry.objects.get(stream=matter.stream, number=1),
        *Notice.objects.filter(matter=matter, number=1),
    ]
    return [f"{insertion(matter)} RETURNING id AS matter", *(insertion(row) for row in hanging)]


def acceptance(matter: Matter) -> list[str]:
    """What one acceptance writes: its matter and a deadline changed, an entry and a notice added."""
    deadline = matter.deadlines.get(state="received")
    entry = Entry.objects.get(stream=matter.stream, number=2)
    return [
        f"UPDATE matters_matter SET {changes(matter)} WHERE id = :matter",  # noqa: S608  our own rows
        f"UPDATE matters_deadline SET {changes(deadline)} "  # noqa: S608
        "WHERE matter_id = :matter AND state = 'received'",
        *(insertion(row) for row in (entry, *Notice.objects.filter(matter=matter, number=2))),
    ]


def insertion(row: models.Model) -> str:
    """The row as an INSERT; what must be unique is made anew."""
    values = {field.column: literal(row, field) for field in columns(row)}
    names, literals = ", ".join(values), ", ".join(values.values())
    return f"INSERT INTO {row._meta.db_table} ({names}) VALUES ({literals})"  # noqa: S608


def changes(row: models.Model) -> str:
    kept = ("stream", "matter_id")
    return ", ".join(
        f"{each.column} = {literal(row, each)}" for each in columns(row) if each.column not in kept
    )


def columns(row: models.Model) -> list[Any]:
    return [
        field
        for field in row._meta.local_concrete_fields
        if not field.generated and not (field.primary_key and field.column == "id")
    ]


def literal(row: models.Model, field: Any) -> str:
    if field.column == "matter_id":
        return ":matter"
    if field.column in FRESH and getattr(row, field.attname):
        return FRESH[field.column]
    value = field.get_db_prep_save(getattr(row, field.attname), connection)
    return sql.Literal(value).as_string(None)


def pgbench(
    statements: Sequence[str], *, clients: int, seconds: float, matters: tuple[int, int] | None = None
) -> float:
    """Transactions a second; `matters` are the first and last key among which one is drawn."""
    draw = [f"\\set matter random({matters[0]}, {matters[1]})"] if matters else []
    lines = [*draw, "BEGIN;", *(f"{each}{ending(each)}" for each in statements), "COMMIT;"]
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "script.sql"
        script.write_text("\n".join(lines))
        done = subprocess.run(
            [str(server_programs(find_or_create()) / "pgbench"), "--no-vacuum", "--protocol=prepared"]
            + [f"--client={clients}", f"--jobs={min(clients, 2)}", f"--time={max(1, round(seconds))}"]
            + [f"--file={script}", connection_url()],
            capture_output=True,
            text=True,
            check=False,
        )
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    if done.returncode or not found:
        raise RuntimeError(f"pgbench failed: {done.stderr[-2_000:]}")
    return float(found[1])


def ending(statement: str) -> str:
    return " \\gset" if " RETURNING " in statement else ";"


def bare_psycopg(statements: Sequence[str], *, seconds: float) -> float:
    """Transactions a second of one connection that sends the statements of an opening one by one."""
    first, *others = (re.sub(r":matter\b", "%(matter)s", each.replace("%", "%%")) for each in statements)
    count, until = 0, time.perf_counter() + seconds
    with psycopg.connect(connection_url()) as bare:
        while time.perf_counter() < until:
            with bare.transaction():
                row = bare.execute(first.encode()).fetchone()
                for each in others:
                    bare.execute(each.encode(), {"matter": row[0] if row else 0})
            count += 1
    return count / seconds
