"""What a fork takes over from the process that opens the hall, and what it must not."""

import os
from pathlib import Path

import pytest
from django.db import connections

from unionhall.database import locks
from unionhall.database.connections import go_around_pooler, settings
from unionhall.environment import read
from unionhall.running import forks, presence


def test_a_fork_does_not_hold_the_hall_when_its_opener_is_gone(tmp_path: Path) -> None:
    claim = presence.claim(tmp_path)
    assert claim is not None
    told, tell = os.pipe()
    kept, let_go = os.pipe()

    def work() -> None:
        os.write(tell, b"I am here")
        os.close(let_go)
        os.read(kept, 1)

    fork = forks.begin("sleeper", work, without=[claim])
    assert os.read(told, 9)
    os.close(claim)
    assert locks.is_free(tmp_path / "hall.lock")
    assert fork.is_alive()
    os.close(let_go)
    fork.join(10)
    assert fork.exitcode == 0
    for file in (told, tell, kept):
        os.close(file)


def test_a_fork_is_called_by_what_it_does() -> None:
    told, tell = os.pipe()

    def work() -> None:
        os.write(tell, Path("/proc/self/cmdline").read_bytes())

    fork = forks.begin("choir", work)
    fork.join(10)
    assert os.read(told, 100).rstrip(b"\0") == b"unionhall choir"
    for file in (told, tell):
        os.close(file)


def test_the_worker_goes_around_a_pooler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pooled = read(
        {
            "UNIONHALL_HOME": str(tmp_path),
            "DATABASE_URL": "postgresql://hall:word@pooler.example/hall",
            "DATABASE_DIRECT_URL": "postgresql://hall:word@database.example/hall",
        }
    )
    monkeypatch.setitem(connections.settings, "default", settings(pooled)["default"])
    assert connections.settings["default"]["HOST"] == "pooler.example"
    go_around_pooler(pooled)
    assert connections.settings["default"]["HOST"] == "database.example"
    assert not connections.settings["default"]["DISABLE_SERVER_SIDE_CURSORS"]
