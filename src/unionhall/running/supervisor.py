"""Starts the processes of a hall, starts them again when they die, and stops them together."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from unionhall.ground import lifelines
from unionhall.running import leftovers

POLL_SECONDS = 0.1
STOP_SECONDS = 8
LONGEST_WAIT = 30.0
STEADY_SECONDS = 60  # who ran so long starts again at once


@dataclass
class Child:
    """One process: how it's started, and how it has been doing."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0
    deaths: int = 0
    wait_until: float = 0

    def start(self) -> int:
        """Start it in a session of its own, so that Ctrl-C reaches only the supervisor; the process id."""
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            env={**os.environ, leftovers.SUPERVISED: "1"},
            start_new_session=True,
            preexec_fn=lifelines.tie(signal.SIGTERM),  # noqa: PLW1509 (the supervisor has one thread)
        )
        return self.process.pid

    def bury(self) -> str:
        """Note that it died, and decide how long it has to wait: longer each time, unless it ran steadily."""
        code = self.process.poll() if self.process else None
        was_steady = time.monotonic() - self.started_at > STEADY_SECONDS
        self.deaths = 1 if was_steady else self.deaths + 1
        wait = min(0.25 * 2 ** (self.deaths - 1), LONGEST_WAIT)
        self.wait_until = time.monotonic() + wait
        self.process = None
        return f"The {self.name} stopped ({code}). It starts again in {wait:g} s."


@dataclass
class Supervisor:
    """The processes of a hall. It must be used in the main thread of a process with no other threads."""

    home: Path
    children: list[Child]
    tell: Callable[[str], None]
    is_told_to_stop: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.is_told_to_stop = True

    def run(self, every_second: Callable[[], None], at_stop: Callable[[], None]) -> None:
        """Keep all processes running until told to stop, then stop them; `at_stop` is called before that."""
        last = 0.0
        try:
            while not self.is_told_to_stop:
                for child in self.children:
                    self._look_after(child)
                if time.monotonic() - last >= 1:
                    every_second()
                    last = time.monotonic()
                time.sleep(POLL_SECONDS)
        finally:
            at_stop()
            self._stop_all()

    def _look_after(self, child: Child) -> None:
        """Start it again if it died and its wait is over."""
        if child.process is None:
            if time.monotonic() >= child.wait_until:
                leftovers.note(self.home, child.start())
        elif child.process.poll() is not None:
            self.tell(child.bury())

    def _stop_all(self) -> None:
        processes = [child.process for child in self.children if child.process is not None]
        for process in processes:
            process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for process in processes:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
