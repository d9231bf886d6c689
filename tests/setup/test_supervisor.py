"""The supervisor, and the small things it stands on."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from unionhall.database import locks
from unionhall.running import leftovers, ports, presence
from unionhall.running.supervisor import LONGEST_WAIT, Child, Supervisor

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def sleep() -> None:
    """A child that would go on for a minute."""
    time.sleep(60)


def stay() -> None:
    """One that goes on whatever it is told."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(60)


@pytest.fixture(autouse=True)
def own_signals() -> Iterator[None]:
    """Give the test run its signals back after a supervisor has taken them."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


def test_a_child_that_dies_is_started_again_and_all_are_stopped_at_the_end(tmp_path: Path) -> None:
    child, said = Child("sleeper", sleep), list[str]()
    supervisor = Supervisor(tmp_path, [child], said.append)

    def kill_once() -> None:
        if not said and child.process:
            child.process.kill()
        supervisor.is_told_to_stop = bool(said) and child.process is not None

    supervisor.run(kill_once, at_stop=lambda: said.append("stopping"))
    assert said[0].startswith("The sleeper stopped (-9).")
    assert said[-1] == "stopping"
    assert child.process is not None
    assert child.process.exitcode == -signal.SIGTERM


def test_a_child_that_ignores_the_signal_to_stop_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unionhall.running.supervisor.STOP_SECONDS", 0.3)
    child = Child("stubborn", stay)
    supervisor = Supervisor(tmp_path, [child], print)
    started = time.monotonic()

    def stop() -> None:
        supervisor.is_told_to_stop = time.monotonic() - started > 1

    supervisor.run(stop, at_stop=lambda: None)
    assert child.process is not None
    assert child.process.exitcode == -signal.SIGKILL


def test_a_child_that_keeps_dying_waits_longer_each_time(tmp_path: Path) -> None:
    child = Child("mayfly", lambda: None)
    waits = []
    for _ in range(10):
        before = child.started_at = time.monotonic()
        said = child.bury()
        waits.append(float(said.split()[-2]))
        assert before + waits[-1] <= child.wait_until <= time.monotonic() + waits[-1]
    assert waits == [0.25, 0.5, 1, 2, 4, 8, 16, LONGEST_WAIT, LONGEST_WAIT, LONGEST_WAIT]


def test_a_process_that_was_noted_is_ended_by_the_next_start(tmp_path: Path) -> None:
    with subprocess.Popen(SLEEP) as process:
        leftovers.note(tmp_path, process.pid)
        assert leftovers.end(tmp_path) == [process.pid]
    assert process.returncode == -signal.SIGKILL
    assert leftovers.end(tmp_path) == []


def test_another_process_under_a_noted_id_is_left_alone(tmp_path: Path) -> None:
    with subprocess.Popen(SLEEP) as process:
        leftovers.note(tmp_path, process.pid)
        (tmp_path / "processes" / str(process.pid)).write_text("an earlier boot 12345")
        assert leftovers.end(tmp_path) == []
        assert process.poll() is None
        process.kill()


def test_a_port_in_use_is_passed_over() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        port = ports.claim("127.0.0.1", taken)
    assert port.number > taken
    port.release()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_two_halls_that_start_at_once_get_two_ports() -> None:
    first = ports.claim("127.0.0.1", 8700)
    second = ports.claim("127.0.0.1", 8700)
    assert first.number != second.number
    first.release()
    second.release()


def test_no_free_port_is_said_clearly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "TRIES", 1)
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(ports.NoPort, match="set PORT"):
        ports.claim("127.0.0.1", server.getsockname()[1])


def test_the_address_of_a_killed_hall_is_not_believed(tmp_path: Path) -> None:
    presence.announce(tmp_path, "http://localhost:8000")
    assert presence.address(tmp_path) is None
    claim = presence.claim(tmp_path)
    assert claim is not None
    assert presence.address(tmp_path) == "http://localhost:8000"
    assert presence.claim(tmp_path) is None
    os.close(claim)
    assert presence.address(tmp_path) is None


def test_a_lock_is_shared_or_alone_but_never_both(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    first, second = locks.take(path, shared=True), locks.take(path, shared=True)
    assert first is not None
    assert second is not None
    assert locks.take(path) is None
    os.close(second)
    assert locks.upgrade(first)
    assert not locks.is_free(path)
    os.close(first)
    assert locks.is_free(path)


def test_a_lock_can_be_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    holder = locks.take(path)
    assert holder is not None
    assert locks.wait_for(path, seconds=0.05) is None
    threading.Timer(0.1, os.close, [holder]).start()
    freed = locks.wait_for(path, seconds=5)
    assert freed is not None
    os.close(freed)
