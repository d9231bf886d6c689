"""Real halls in homes of their own, started and killed as an operator or a power cut would."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

COMMAND = (sys.executable, "-m", "unionhall")
PATIENCE = 60.0


@dataclass
class Hall:
    """A hall that runs in `home`; `port` is the one it's asked to take."""

    home: Path
    port: int = 8400
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("UNIONHALL_")}
        return {**kept, "UNIONHALL_HOME": str(self.home), "PORT": str(self.port)}

    def call(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [*COMMAND, *arguments],
            env={**self.environment, **variables},
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )

    def start(self) -> subprocess.Popen[str]:
        """Start the whole hall and wait for its first page."""
        log = (self.home.parent / f"{self.home.name[:40]}.log").open("a")
        process = subprocess.Popen(
            [*COMMAND, "run", "--no-demo"], env=self.environment, stdout=log, stderr=log, text=True
        )
        log.close()
        self.running.append(process)
        self.wait_for_page()
        return process

    @property
    def address(self) -> str:
        return str(json.loads((self.home / "running.json").read_text())["address"])

    @property
    def log(self) -> str:
        return (self.home.parent / f"{self.home.name[:40]}.log").read_text()

    def wait_for_page(self) -> None:
        """Return when the hall answers with a page, found or not."""
        deadline = time.monotonic() + PATIENCE
        while not self.shows_page():
            assert time.monotonic() < deadline, f"no page:\n{self.log}"
            time.sleep(0.05)

    def shows_page(self) -> bool:
        """Whether a page that reads the database answers now."""
        try:
            urllib.request.urlopen(f"{self.address}/account/login/", timeout=5).close()
        except urllib.error.HTTPError as answer:
            return answer.code < 500
        except OSError:
            return False
        return True

    def processes(self) -> dict[int, str]:
        """Every process of this home with its command line."""
        mark = f"UNIONHALL_HOME={self.home}".encode()
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (folder / "environ").read_bytes().split(b"\0"):
                    found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ").strip()
            except OSError:
                continue
        return {number: line for number, line in found.items() if line}

    def process(self, *words: str) -> int:
        """The first process whose command line has all these words."""
        return next(
            number for number, line in sorted(self.processes().items()) if all(w in line for w in words)
        )

    def kill(self, number: int) -> None:
        """Kill one process so that it can clean up nothing."""
        os.kill(number, signal.SIGKILL)

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
