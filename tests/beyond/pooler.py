"""A PgBouncer before the test's database, as an operator would set it up."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from django.db import connections

from tests import programs
from unionhall.database import account

PORT = 8319  # only names the socket: it listens on no network
CONFIGURATION = """\
[databases]
{name} = host={host} dbname={name}

[pgbouncer]
listen_port = {port}
unix_socket_dir = {folder}
auth_type = scram-sha-256
auth_file = {folder}/users
admin_users = {user}
pool_mode = transaction
default_pool_size = 3
"""


@dataclass(frozen=True)
class Pooler:
    """`url` leads through it to the database."""

    url: str

    def transactions(self) -> int:
        """How many it has passed on."""
        name = connections["default"].settings_dict["NAME"]
        admin = self.url.replace(f"/{name}?", "/pgbouncer?")
        with psycopg.connect(admin, autocommit=True, cursor_factory=psycopg.ClientCursor) as connection:
            totals = connection.execute("SHOW STATS_TOTALS").fetchall()
        return sum(int(row[1]) for row in totals if row[0] == name)


@contextmanager
def running(folder: Path) -> Iterator[Pooler]:
    """In transaction mode with three connections, under the account that may reach the database's socket."""
    place, who = connections["default"].settings_dict, account.find_or_create()
    folder.chmod(0o755)
    (folder / "users").write_text(f'"{place["USER"]}" "{place["PASSWORD"]}"\n')
    (folder / "ini").write_text(_configuration(place, folder))
    who.own(folder)
    process = subprocess.Popen(
        [programs.find("pgbouncer"), str(folder / "ini")],
        stderr=subprocess.DEVNULL,
        cwd="/",
        **who.arguments(),
    )
    try:
        _wait_for(folder / f".s.PGSQL.{PORT}", process)
        host = quote(str(folder), safe="")
        yield Pooler(
            f"postgresql://{place['USER']}:{place['PASSWORD']}@/{place['NAME']}?host={host}&port={PORT}"
        )
    finally:
        process.terminate()
        process.wait(10)


def _configuration(place: dict[str, Any], folder: Path) -> str:
    return CONFIGURATION.format(
        name=place["NAME"], host=place["HOST"], user=place["USER"], port=PORT, folder=folder
    )


def _wait_for(socket: Path, process: "subprocess.Popen[bytes]") -> None:
    patience = time.monotonic() + 10
    while not socket.exists():
        assert process.poll() is None, "PgBouncer did not start"
        assert time.monotonic() < patience
        time.sleep(0.02)
