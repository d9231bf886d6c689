"""How a process uses the database of its home: join the one that runs, or start it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from unionhall.database import locks
from unionhall.database.cluster import is_ready
from unionhall.database.errors import OTHERS_KEEP, DatabaseFailed
from unionhall.environment import Environment

PATIENCE_SECONDS = 300  # recovery after a crash may take long
REFUSAL_SECONDS = 10  # a database that says it's ready and still refuses us
STOP_SECONDS = 90
LOG_LIMIT = 5_000_000


class Session:
    """A claim on the database: it runs at least until the claim is given up."""

    def __init__(self, url: str, owner_url: str) -> None:
        self.url = url
        self.owner_url = owner_url

    def revive(self) -> None:
        """Bring the database back if its keeper has died; returns at once."""


class EmbeddedSession(Session):
    """A claim on the embedded database, held by a shared lock that ends with the process."""

    def __init__(self, home: Path, url: str, owner_url: str, *, durable: bool) -> None:
        super().__init__(url, owner_url)
        self.home = home
        self.durable = durable
        self.keeper: subprocess.Popen[bytes] | None = None
        claim = locks.wait_for(home / "users.lock", shared=True, seconds=STOP_SECONDS)
        if claim is None:
            raise DatabaseFailed("The database of this home is stopping and does not come to an end.")
        self.claim = claim

    def revive(self) -> None:
        """Start the keeper if there is none."""
        if self.keeper is not None and self.keeper.poll() is None:
            return
        if not locks.is_free(self.home / "keeper.lock"):
            return
        command = [sys.executable, "-m", "unionhall.database.keeper", str(self.home)]
        with _open_log(self.home) as log:
            self.keeper = subprocess.Popen(
                command + ([] if self.durable else ["--hasty"]),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Return when the database answers; raises `DatabaseFailed` with the last lines of its log."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        refused_since: float | None = None
        while time.monotonic() < deadline:
            self._check_keeper()
            self.revive()
            if is_ready(self.home):
                reason = refusal(self.url)
                if reason is None:
                    return
                refused_since = refused_since or time.monotonic()
                if time.monotonic() - refused_since > REFUSAL_SECONDS:
                    raise DatabaseFailed(f"The embedded database refuses: {reason}")
            time.sleep(0.02)
        raise DatabaseFailed(f"The embedded database does not come up. {_last_lines(self.home)}")

    def _check_keeper(self) -> None:
        code = None if self.keeper is None else self.keeper.poll()
        if code is not None and code not in (0, OTHERS_KEEP):
            raise DatabaseFailed(f"The embedded database could not start. {_last_lines(self.home)}")

    def leave(self) -> None:
        """Give up the claim; the last one to leave waits until the database has stopped."""
        users = self.home / "users.lock"
        is_last = locks.upgrade(self.claim)
        others_remain = not is_last and locks.is_free(users)
        os.close(self.claim)
        started = time.monotonic()
        while not others_remain and not locks.is_free(self.home / "keeper.lock"):
            time.sleep(0.02)
            waited = time.monotonic() - started
            others_remain = waited > STOP_SECONDS or (waited > 1 and locks.is_free(users))
        if self.keeper is not None:
            self._part_from_keeper(self.keeper, is_stopped=not others_remain)

    def _part_from_keeper(self, keeper: subprocess.Popen[bytes], *, is_stopped: bool) -> None:
        if is_stopped:
            keeper.wait()
        elif keeper.poll() is None:
            keeper.returncode = 0  # it lives on for others, and is no longer ours to wait for


@contextmanager
def running(
    environment: Environment, *, durable: bool = True, meanwhile: Callable[[], None] = lambda: None
) -> Iterator[Session]:
    """The database of the environment, answering for as long as the block lasts.

    The embedded one is shared by all processes of a home and stops with the last of them.
    Raises `DatabaseFailed`. `durable=False` is for tests: a power cut may then destroy the database.
    `meanwhile` is done while the database starts.
    """
    url, owner_url = environment.database_url, environment.database_owner_url
    if not environment.database_is_embedded:
        if reason := refusal(url):
            raise DatabaseFailed(f"The database in DATABASE_URL does not answer: {reason}")
        meanwhile()
        yield Session(url, owner_url)
        return
    session = EmbeddedSession(environment.home, url, owner_url, durable=durable)
    try:
        session.revive()
        meanwhile()
        session.wait()
        yield session
    finally:
        session.leave()


def refusal(url: str) -> str | None:
    """Why a database does not let us in, in one line; None when it does."""
    import psycopg  # the keeper imports this package and does without

    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.Error as error:
        return " ".join(str(error).split()) or type(error).__name__
    return None


def _open_log(home: Path) -> BinaryIO:
    folder = home / "logs"
    folder.mkdir(mode=0o700, exist_ok=True)
    log = folder / "database.log"
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.rename(folder / "database.log.1")
    return log.open("ab")


def _last_lines(home: Path, count: int = 5) -> str:
    text = (home / "logs" / "database.log").read_text(errors="replace")
    return "\n".join(["Its log says:", *text.splitlines()[-count:]])
