"""A process of its own for what strangers sent: it answers, or it ends, and takes nothing along."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from unionhall.ground.apart import Fault, Limits, Refused, TooMuch, Unavailable, asking, starting

READINGS = "unionhall.ground.apart.tests.readings"
SMALL = Limits(megabytes=64, seconds=1)
IDLE = """
import socket, sys
from unionhall.ground.apart import process
process.IDLE_SECONDS = 0.2
process.serve(socket.socket(fileno=int(sys.argv[1])))
"""


def read(name: str, content: bytes = b"words", limits: Limits = SMALL, **options: Any) -> list[bytes]:
    return list(asking.read(f"{READINGS}:{name}", content, limits, **options))


def test_what_was_read_comes_back_in_pieces() -> None:
    content = os.urandom(3_000_000)
    assert read("backwards", content, times=2) == [content[::-1]] * 2
    assert read("backwards", b"", times=1) == [b""]


def test_a_refusal_is_raised_where_it_was_asked_for() -> None:
    with pytest.raises(Refused) as refused:
        read("refusing")
    assert (refused.value.code, refused.value.limit) == ("strange", 7)


def test_a_fault_is_said_by_its_name_and_never_by_what_was_read() -> None:
    with pytest.raises(Fault, match=r"KeyError in readings\.py:\d+") as fault:
        read("failing", b"private words")
    assert "private" not in str(fault.value)


@pytest.mark.parametrize(
    ("name", "content"), [("large", b"200000000"), ("busy", b""), ("idle", b"")], ids=str
)
def test_what_takes_too_much_ends_and_the_next_is_read(name: str, content: bytes) -> None:
    with pytest.raises(TooMuch):
        read(name, content)
    assert read("backwards", b"abc", times=1) == [b"cba"]


def test_within_the_limits_it_is_read() -> None:
    assert read("large", b"20000000") == [b"\0"]


def test_it_knows_nothing_of_the_hall(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIONHALL_SECRET_KEY", "x" * 40)
    starting.OURS.end()
    starting.OURS.started = None
    with socket.create_server(("127.0.0.1", 0)) as ours:
        os.set_inheritable(ours.fileno(), True)
        told, *files = (each.decode() for each in read("knowing"))
    assert set(told.split()) <= {*starting.PASSED_ON, "LC_CTYPE"}
    assert sum(each.startswith("socket:") for each in files) == 1
    assert all(each.startswith(("socket:", "/dev/null")) for each in files)


def test_it_writes_no_file(tmp_path: Path) -> None:
    assert read("writing", str(tmp_path / "file").encode()) == [b"OSError"]


def test_one_that_was_killed_is_replaced() -> None:
    read("backwards", times=1)
    started = starting.OURS.running()
    started.process.kill()
    started.process.wait()
    assert read("backwards", b"ab", times=1) == [b"ba"]
    assert starting.OURS.running() is not started


def test_a_fork_has_one_of_its_own() -> None:
    read("backwards", times=1)
    if (fork := os.fork()) == 0:
        os._exit(int(starting.OURS.started is not None or read("backwards", b"ab", times=1) != [b"ba"]))
    assert os.waitpid(fork, 0)[1] == 0
    assert read("backwards", b"ab", times=1) == [b"ba"]


def test_it_ends_when_nothing_comes_and_when_nobody_can_ask_any_more() -> None:
    for program, is_asked in ((IDLE, True), (IDLE.replace("0.2", "60"), False)):
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with ours, theirs:
            command = [sys.executable, "-c", program, str(theirs.fileno())]
            process = subprocess.Popen(command, pass_fds=[theirs.fileno()])
            theirs.close()
            if not is_asked:
                ours.close()
            assert process.wait(30) == 0


@pytest.mark.parametrize("reading", ["unionhall.nowhere:read", f"{READINGS}:nothing", ""])
def test_an_order_that_cannot_be_begun_is_a_fault_and_ends_nothing(reading: str) -> None:
    read("backwards", times=1)
    before = starting.OURS.running()
    with pytest.raises(Fault, match="begin"):
        list(asking.read(reading, b"words", SMALL))
    assert read("backwards", b"ab", times=1) == [b"ba"]
    assert starting.OURS.running() is before
    assert before.process.poll() is None


def test_an_order_that_would_come_cut_off_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    read("backwards", times=1)
    before = starting.OURS.running()
    with pytest.raises(Fault, match="10000 are the most"):
        read("backwards", times="x" * 20_000)
    monkeypatch.setattr(asking, "_packed", lambda order: json.dumps(order).encode())
    with pytest.raises(Fault, match="begin"):
        read("backwards", times="x" * 20_000)
    assert read("backwards", b"ab", times=1) == [b"ba"]
    assert starting.OURS.running() is before


def test_where_none_can_be_started_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "OURS", starting.Ours())
    monkeypatch.setattr(asking, "OURS", starting.OURS)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(Unavailable):
        read("backwards", times=1)
