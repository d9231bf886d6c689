"""Opening and closing the hall."""

import re
import signal
import socket
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.setup.halls import Hall

MakeHall = Callable[[Path], Hall]
pytestmark = pytest.mark.skipif(not Path("/proc").exists(), reason="processes are found in /proc")


def test_ctrl_c_closes_the_hall_and_leaves_no_process_behind(hall: Hall) -> None:
    process = hall.start()
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert time.monotonic() - started < 10
    assert hall.processes() == {}
    assert not (hall.home / "running.json").exists()


def test_a_second_start_shows_the_first_page_soon(hall: Hall) -> None:
    hall.start()
    hall.close()
    started = time.monotonic()
    hall.start()
    assert time.monotonic() - started < 15  # 2 to 3 s on a quiet machine


def test_the_numbers_are_those_of_all_web_processes(hall: Hall) -> None:
    hall.start(UNIONHALL_PROCESSES="2")
    hall.wait_for_page()
    with urllib.request.urlopen(f"{hall.address}/metrics") as page:
        told = page.read().decode()
    counted = re.findall(r'unionhall_requests_total{method="GET",page="account_login".*} ([0-9.]+)', told)
    assert sum(map(float, counted)) >= 2
    kept_by = {int(path.stem.rpartition("_")[2]) for path in (hall.home / "numbers").iterdir()}
    assert kept_by <= set(hall.all("unionhall web process"))


def test_a_second_hall_in_the_same_home_is_refused_with_the_address_of_the_first(hall: Hall) -> None:
    hall.start()
    refused = hall.call("run")
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert hall.address in refused.stderr


def test_a_taken_port_is_named_and_the_next_one_used(hall: Hall) -> None:
    with socket.create_server(("127.0.0.1", hall.port)):
        hall.start()
    assert not hall.address.endswith(f":{hall.port}")
    assert f"Port {hall.port} is taken" in hall.log


def test_two_homes_are_open_at_once(make_hall: MakeHall, hall: Hall, tmp_path: Path) -> None:
    other_hall = make_hall(tmp_path / "other")
    hall.start()
    other_hall.start()
    assert hall.address != other_hall.address
    hall.close()
    assert other_hall.shows_page()


def test_a_command_joins_the_open_hall_and_leaves_it_open(hall: Hall) -> None:
    hall.start()
    keeper = hall.process("database.keeper")
    joined = hall.call(
        "manage", "shell", "-c", "from django.conf import settings; print(settings.HALL_ADDRESS)"
    )
    assert joined.returncode == 0, joined.stderr
    assert hall.address in joined.stdout
    assert hall.process("database.keeper") == keeper
    assert hall.shows_page()


def test_a_command_without_a_hall_starts_the_database_and_stops_it_again(hall: Hall) -> None:
    done = hall.call("journal", "verify")
    assert done.returncode == 0, done.stderr
    assert hall.processes() == {}
