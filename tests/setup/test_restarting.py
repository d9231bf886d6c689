"""The database starts again under a hall whose processes hold idle connections: nobody notices.

It is waited for; one that stays away keeps nobody waiting.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import OperationalError
from pytest_django.plugin import DjangoDbBlocker

from tests.beyond.halls import Machine
from tests.setup.conftest import end
from tests.setup.halls import Hall
from unionhall import database, environment
from unionhall.database.cluster import is_ready
from unionhall.database.connections import PATIENCE, connection
from unionhall.database.patient.base import DatabaseWrapper
from unionhall.running.pages import BLOCKING_THREADS

pytestmark = pytest.mark.skipif(not Path("/proc").exists(), reason="processes are found in /proc")

PORT = 8360
READERS, PAGES = 8, 6
DO_A_JOB = """
import json, time
from unionhall.running.loading import at_work
with at_work():
    from procrastinate.contrib.django.models import ProcrastinateJob
    from unionhall.kernel.daily.tasks import do
    job = do.configure(queueing_lock="restarted").defer(name="procedures.erase")
    until = time.monotonic() + 90
    while (status := ProcrastinateJob.objects.get(pk=job).status) != "succeeded" and time.monotonic() < until:
        time.sleep(0.1)
print(json.dumps(status))
"""


@pytest.fixture
def outside(settled_home: Path, tmp_path: Path) -> Iterator[tuple[Path, Machine]]:
    """The database of another home, and a hall to which it is an outside one."""
    home = tmp_path / "elsewhere"
    subprocess.run(["cp", "-a", settled_home, home], check=True)
    with database.running(environment.read({"UNIONHALL_HOME": str(home)})) as session:
        addresses = {"DATABASE_URL": session.url, "DATABASE_OWNER_URL": session.owner_url}
        hall = Machine(tmp_path / "home", PORT, variables={"UNIONHALL_PROCESSES": "1", **addresses})
        yield home, hall
        end(hall)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT], ids=["killed", "told to stop"])
def test_the_first_page_after_a_restart_comes_at_once(lasting_hall: Hall, number: signal.Signals) -> None:
    make_busy(lasting_hall)
    restart(lasting_hall.home, number)
    assert lasting_hall.shows_page()
    assert do_a_job(lasting_hall) == "succeeded"


def test_the_first_page_after_a_restart_of_an_outside_database_comes_at_once(
    outside: tuple[Path, Machine],
) -> None:
    home, hall = outside
    hall.start()
    make_busy(hall)
    restart(home, signal.SIGINT)
    assert hall.shows_page()
    assert do_a_job(hall) == "succeeded"


def test_who_comes_first_waits_and_the_others_only_for_the_rest(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    ours = {"AUTOCOMMIT": True, "TIME_ZONE": None, PATIENCE: 0.5}
    nobody = DatabaseWrapper({**connection(f"postgresql://hall@/hall?host={tmp_path}"), **ours}, "nobody")
    waits = []
    with django_db_blocker.unblock():
        for _reader in range(2):
            begun = time.monotonic()
            with pytest.raises(OperationalError):
                nobody.ensure_connection()
            waits.append(time.monotonic() - begun)
    assert waits[0] > 0.5 > waits[1]


def make_busy(hall: Hall) -> None:
    """Let every thread of the web process get a connection, and rest again."""

    def read(_reader: int) -> bool:
        return all(hall.shows_page() for _page in range(PAGES))

    with ThreadPoolExecutor(READERS) as readers:
        assert all(readers.map(read, range(READERS)))


def restart(home: Path, number: signal.Signals) -> None:
    """End the PostgreSQL of a home by this signal, and return when its keeper has brought it back."""
    assert len(Hall(home).all("postgres: unionhall ")) > BLOCKING_THREADS, "nobody holds a connection"
    before, deadline = postmaster(home), time.monotonic() + 60
    os.kill(before, number)
    while postmaster(home) in (before, 0) or not is_ready(home):
        assert time.monotonic() < deadline, "the database does not come back"
        time.sleep(0.02)


def postmaster(home: Path) -> int:
    """The process that PostgreSQL has written down, 0 where it has not."""
    note = home / "database" / "postmaster.pid"
    lines = note.read_text().split() if note.exists() else []
    return int(lines[0]) if lines else 0


def do_a_job(hall: Hall) -> str:
    """Give the hall's worker a job and wait for it; how it ended."""
    done = subprocess.run(
        [sys.executable, "-c", DO_A_JOB],
        env=hall.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return str(json.loads(done.stdout))
