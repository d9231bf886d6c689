"""Whatever is killed, the hall comes back: by itself, or with the next start."""

import time
from pathlib import Path

import pytest

from tests.setup.halls import Hall

pytestmark = pytest.mark.skipif(not Path("/proc").exists(), reason="processes are found in /proc")

PARTS = {
    "web server": ("unionhall web server",),
    "job worker": ("unionhall worker",),
    "postgres": ("bin/postgres",),
    "keeper": ("database.keeper",),
    "one of the database's own processes": ("postgres: unionhall ",),
}


@pytest.mark.parametrize("part", PARTS)
def test_a_killed_part_comes_back_by_itself(lasting_hall: Hall, part: str) -> None:
    killed = lasting_hall.process(*PARTS[part])
    lasting_hall.kill(killed)
    wait_for_another(lasting_hall, killed, PARTS[part])
    lasting_hall.wait_for_page()
    assert killed not in lasting_hall.processes()


def test_a_killed_web_process_is_replaced(lasting_hall: Hall) -> None:
    lasting_hall.wait_for_page()
    server, *workers = lasting_hall.all("unionhall web")
    lasting_hall.kill(workers[0])
    wait_for_another(lasting_hall, workers[0], ("unionhall web",), at_least=2)
    lasting_hall.wait_for_page()
    assert server in lasting_hall.processes()


def test_a_hall_that_lost_every_part_once_still_closes_cleanly(lasting_hall: Hall) -> None:
    lasting_hall.close()
    lasting_hall.wait_until_empty()


def test_the_next_start_recovers_from_a_killed_hall(hall: Hall) -> None:
    first = hall.start()
    address = hall.address
    hall.kill(first.pid)
    first.wait()
    hall.running.clear()
    hall.start()
    assert hall.address == address
    hall.close()
    hall.wait_until_empty()


def test_everything_ends_when_the_hall_is_killed(hall: Hall) -> None:
    first = hall.start()
    hall.kill(first.pid)
    first.wait()
    hall.wait_until_empty()


def test_the_next_start_recovers_when_everything_was_killed_at_once(hall: Hall) -> None:
    first = hall.start()
    hall.kill_all()
    first.wait()
    hall.running.clear()
    hall.start()
    hall.close()
    hall.wait_until_empty()


def wait_for_another(hall: Hall, killed: int, words: tuple[str, ...], at_least: int = 1) -> None:
    """Return when the killed process is gone and others like it are there."""
    deadline = time.monotonic() + 30
    while killed in (alike := hall.all(*words)) or len(alike) < at_least:
        assert time.monotonic() < deadline, f"nothing came back:\n{hall.log}"
        time.sleep(0.05)
