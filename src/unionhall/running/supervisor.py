"""Starts the processes of a hall, starts them again when they die, and stops them together."""

import signal
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from unionhall.running import forks, leftovers

POLL_SECONDS = 0.1
STOP_SECONDS = 25  # for requests under way; the service that holds the hall grants 30
LONGEST_WAIT = 30.0
STEADY_SECONDS = 60  # who ran so long starts again at once


@dataclass
class Child:
    """One process: what it does, and how it has been doing."""

    name: str
    work: Callable[[], None]
    process: forks.Fork | None = None
    started_at: float = 0
    deaths: int = 0
    wait_until: float = 0

    def start(self, without: Iterable[int] = ()) -> int:
        """Start it without those open files of ours; the process id."""
        self.started_at = time.monotonic()
        self.process = forks.begin(self.name, self.work, without=without)
        return self.process.pid or 0

    def bury(self) -> str:
        """Note that it died, and decide how long it has to wait: longer each time, unless it ran steadily."""
        code = self.process.exitcode if self.process else None
        was_steady = time.monotonic() - self.started_at > STEADY_SECONDS
        self.deaths = 1 if was_steady else self.deaths + 1
        wait = min(0.25 * 2 ** (self.deaths - 1), LONGEST_WAIT)
        self.wait_until = time.monotonic() + wait
        self.process = None
        return f"The {self.name} stopped ({code}). It starts again in {wait:g} s."


@dataclass
class Supervisor:
    """The processes of a hall. It must be used in the main thread of a process with no other threads.

    `kept` are open files that its children must not have.
    """

    home: Path
    children: list[Child]
    tell: Callable[[str], None]
    kept: Iterable[int] = ()
    is_told_to_stop: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.is_told_to_stop = True

    def run(self, look: Callable[[], None], at_stop: Callable[[], None]) -> None:
        """Keep all processes running until told to stop, then stop them; `at_stop` is called before that.

        `look` is called ten times a second and must return at once.
        """
        try:
            while not self.is_told_to_stop:
                for child in self.children:
                    self._look_after(child)
                look()
                time.sleep(POLL_SECONDS)
        finally:
            at_stop()
            self._stop_all()

    def _look_after(self, child: Child) -> None:
        """Start it again if it died and its wait is over."""
        if child.process is None:
            if time.monotonic() >= child.wait_until:
                leftovers.note(self.home, child.start(self.kept))
        elif not child.process.is_alive():
            self.tell(child.bury())

    def _stop_all(self) -> None:
        processes = [child.process for child in self.children if child.process is not None]
        for process in processes:
            process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for process in processes:
            process.join(max(0.1, deadline - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()
