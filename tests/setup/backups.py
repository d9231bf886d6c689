"""Backups of the hall of a test, and homes to put them in."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.db import connections
from psycopg import sql

from tests.setup.halls import Hall
from unionhall import environment
from unionhall.environment import Environment
from unionhall.kernel.journal import statements
from unionhall.operations import postgres

ROWS = "SELECT md5(coalesce(string_agg(row::text, '|' ORDER BY row::text), '')) FROM {} AS row"
PRIVILEGES = """
    SELECT relname, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT defaclobjtype::text, defaclacl::text FROM pg_default_acl ORDER BY 1, 2
"""


def url_of(alias: str) -> str:
    there = connections[alias].settings_dict
    host = quote(there["HOST"], safe="")
    return f"postgresql://{there['USER']}:{there['PASSWORD']}@/{there['NAME']}?host={host}"


def here(tmp_path: Path) -> Environment:
    """The hall of this test: its clone of the database, and files of its own."""
    read = environment.load()
    files = replace(read.files, address=str(tmp_path / "files"))
    return replace(read, database_url=url_of("default"), database_owner_url=url_of("owner"), files=files)


def lay(tmp_path: Path, content: bytes) -> Path:
    """An attached file where the hall keeps its files."""
    from hashlib import sha256

    name = sha256(content).hexdigest()
    path = tmp_path / "files" / name[:2] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def new_hall(home: Path) -> Hall:
    """An empty home with the keys that every restored hall needs, out of the safe."""
    ours = environment.load()
    home.mkdir(mode=0o700)
    (home / "secret_key").write_text(ours.secret_key)
    (home / statements.KEY).write_text((ours.home / statements.KEY).read_text())
    return Hall(home)


def contents(url: str) -> dict[str, str]:
    """A digest of each table's rows, whatever their order."""
    with psycopg.connect(url) as there:
        tables = [name for (name,) in there.execute(postgres.TABLES).fetchall()]
        rows = {name: there.execute(sql.SQL(ROWS).format(sql.Identifier(name))).fetchone() for name in tables}
    return {name: row[0] for name, row in rows.items() if row}


def privileges(url: str) -> list[tuple[str, str]]:
    with psycopg.connect(url) as there:
        return there.execute(PRIVILEGES).fetchall()


def restored(archive: Path, home: Path, look: Callable[[Environment], None]) -> None:
    """Put a backup into a new home with the same keys, by the command, and look into its database."""
    from unionhall import database

    done = new_hall(home).call("restore", str(archive))
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert "0 faults" in done.stdout
    read = environment.read({"UNIONHALL_HOME": str(home)})
    with database.running(read, durable=False):
        look(read)
