"""A real streaming replica of the test's database, made as an operator would make one."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from unionhall.database import account, binaries
from unionhall.environment.embedded_database import SUPERUSER, password, socket_folder


@dataclass
class Copy:
    """The replica of the database of a home."""

    home: Path
    folder: Path
    process: "subprocess.Popen[bytes]"

    def url(self, primary: dict[str, Any]) -> str:
        """Where the database is on it that Django has in these settings on the primary."""
        host = quote(str(self.folder.parent), safe="")
        return f"postgresql://{primary['USER']}:{primary['PASSWORD']}@/{primary['NAME']}?host={host}"

    def pause(self) -> None:
        """Let it fall behind from now on."""
        self._as_superuser("SELECT pg_wal_replay_pause()")

    def resume(self) -> None:
        """Let it catch up, if it lives."""
        if self.process.poll() is None:
            self._as_superuser("SELECT pg_wal_replay_resume()")

    def kill(self) -> None:
        """Kill it so that it can say nothing to anybody."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def wait_for(self, primary: "psycopg.Connection[Any]") -> None:
        """Return when it has everything that the primary has now."""
        row = primary.execute("SELECT pg_current_wal_insert_lsn()").fetchone()
        patience = time.monotonic() + 20
        while not self._as_superuser("SELECT pg_last_wal_replay_lsn() >= %s", row):
            assert time.monotonic() < patience
            time.sleep(0.02)

    def _as_superuser(self, statement: str, values: Any = None) -> Any:
        secret = password(self.home, SUPERUSER)
        connected = psycopg.connect(
            host=str(self.folder.parent), user=SUPERUSER, password=secret, dbname="postgres", autocommit=True
        )
        with connected as connection:
            row = connection.execute(statement.encode(), values).fetchone()
        return row and row[0]


@contextmanager
def running(home: Path, parent: Path) -> Iterator[Copy]:
    """A replica in a folder of its own, with its socket beside it."""
    who = account.find_or_create()
    programs, folder = binaries.server_programs(who), parent / "replica"
    parent.chmod(0o755)
    who.own(parent)
    _run(
        who,
        [programs / "pg_basebackup", *_from(home), "-D", folder, "-R", "-X", "stream", "-c", "fast"],
        home,
    )
    command = [programs / "postgres", "-D", folder, "-c", f"unix_socket_directories={parent}"]
    process = subprocess.Popen(
        [*map(str, command), "-c", "listen_addresses=", "-c", "fsync=off"],
        cwd="/",
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        **who.arguments(),
    )
    copy = Copy(home, folder, process)
    try:
        _wait_until_ready(folder)
        yield copy
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _from(home: Path) -> list[str]:
    return ["-h", str(socket_folder(home)), "-U", SUPERUSER]


def _run(who: account.Account, command: list[Any], home: Path) -> None:
    """As the account; the primary's password is in the environment and goes into the replica's settings."""
    environment = {**os.environ, "PGPASSWORD": password(home, SUPERUSER)}
    done = subprocess.run(
        [*map(str, command)],
        env=environment,
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        **who.arguments(),
    )
    assert done.returncode == 0, done.stderr


def _wait_until_ready(folder: Path) -> None:
    patience = time.monotonic() + 20
    pid = folder / "postmaster.pid"
    while not (pid.exists() and pid.read_text().rstrip().endswith("ready")):
        assert time.monotonic() < patience, "the replica did not start"
        time.sleep(0.05)
