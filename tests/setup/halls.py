"""Real halls in homes of their own, started and killed as an operator or a power cut would."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.programs import free_port

COMMAND = (sys.executable, "-m", "unionhall")
PATIENCE = 60.0


@dataclass
class Hall:
    """A hall that runs in `home` with one web process; `port` is the one it's asked to take.

    The port is free and nobody else's, since other halls are open at the same time.
    `patience`: seconds that one command may take.
    """

    home: Path
    port: int = field(default_factory=free_port)
    running: list[subprocess.Popen[str]] = field(default_factory=list)
    patience: float = PATIENCE

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("UNIONHALL_")}
        ours = {"UNIONHALL_HOME": str(self.home), "PORT": str(self.port), "UNIONHALL_PROCESSES": "1"}
        return {**kept, **ours}

    def call(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [*COMMAND, *arguments],
            env={**self.environment, **variables},
            capture_output=True,
            text=True,
            check=False,
            timeout=self.patience,
        )

    def start(self, **variables: str) -> subprocess.Popen[str]:
        """Start the whole hall and wait for its first page."""
        log = (self.home.parent / f"{self.home.name[:40]}.log").open("a")
        process = subprocess.Popen(
            [*COMMAND, "run", "--no-demo"],
            env={**self.environment, **variables},
            stdout=log,
            stderr=log,
            text=True,
        )
        log.close()
        self.running.append(process)
        self.wait_for_page(process.pid)
        return process

    @property
    def address(self) -> str:
        return str(json.loads((self.home / "running.json").read_text())["address"])

    @property
    def opener(self) -> int | None:
        """The process that says it has opened the hall."""
        note = self.home / "running.json"
        return int(json.loads(note.read_text())["pid"]) if note.exists() else None

    @property
    def log(self) -> str:
        return (self.home.parent / f"{self.home.name[:40]}.log").read_text()

    def wait_for_page(self, opener: int | None = None) -> None:
        """Return when the hall, opened by that process, answers with a page."""
        deadline = time.monotonic() + PATIENCE
        while (opener and opener != self.opener) or not self.shows_page():
            assert time.monotonic() < deadline, f"no page:\n{self.log}"
            time.sleep(0.05)

    def shows_page(self) -> bool:
        """Whether a page answers now that asks the database, if only who the visitor is."""
        visitor = {"Cookie": f"sessionid={'x' * 32}"}
        try:
            page = urllib.request.Request(f"{self.address}/account/login/", headers=visitor)
            urllib.request.urlopen(page, timeout=5).close()
        except OSError:
            return False
        return True

    def processes(self) -> dict[int, str]:
        """Every process of this home with its command line, in the order in which they were started.

        Their numbers are no such order: they begin again from the lowest one day.
        """
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if self._is_ours(folder):
                    line = (folder / "cmdline").read_text().replace("\0", " ").strip()
                    found.append((_started(folder), int(folder.name), line))
            except OSError:
                continue
        return {number: line for _start, number, line in sorted(found) if line}

    def _is_ours(self, process: Path) -> bool:
        """PostgreSQL's children write over their environment: the database folder tells that they're ours."""
        mark = f"UNIONHALL_HOME={self.home}".encode()
        if mark in (process / "environ").read_bytes().split(b"\0"):
            return True
        return os.readlink(process / "cwd") == str(self.home / "database")

    def all(self, *words: str) -> list[int]:
        """The processes whose command lines have all these words."""
        return [number for number, line in self.processes().items() if all(word in line for word in words)]

    def process(self, *words: str) -> int:
        """The first of them to be started."""
        return self.all(*words)[0]

    def kill(self, number: int) -> None:
        """Kill one process so that it can clean up nothing."""
        os.kill(number, signal.SIGKILL)

    def kill_all(self) -> None:
        """Kill every process of this home, whichever of them the death of another one has already ended."""
        for number in self.processes():
            with suppress(ProcessLookupError):
                self.kill(number)

    def close(self) -> None:
        """Close it as Ctrl-C does, and wait."""
        for process in self.running:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)
        self.running.clear()

    def wait_until_empty(self) -> None:
        """Return when no process of this home is left."""
        deadline = time.monotonic() + 20
        while left := self.processes():
            assert time.monotonic() < deadline, f"still there: {left}"
            time.sleep(0.05)


def _started(process: Path) -> int:
    """When a process was started, in ticks since the machine was: proc(5), field 22 of `stat`."""
    return int((process / "stat").read_text().rpartition(")")[2].split()[19])
