"""Processes of the hall that outlived a killed hall: each writes itself down, and the next start ends them.

A process is known by its id and its start, as ids are used again.
"""

import os
import signal
import time
from pathlib import Path

SUPERVISED = "UNIONHALL_SUPERVISED"  # set for the children of a supervisor
DEATH_SECONDS = 5


def register(home: Path) -> None:
    """Write this process down, when it descends from a supervisor."""
    if os.environ.get(SUPERVISED):
        note(home, os.getpid())


def note(home: Path, number: int) -> None:
    """Write one process down."""
    folder = home / "processes"
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / str(number)).write_text(_started(number) or "")


def end(home: Path) -> list[int]:
    """End every process that is still written down, and say which did run. Only for who holds the hall."""
    notes = list((home / "processes").glob("[0-9]*"))
    ended = [int(path.name) for path in notes if _end(int(path.name), path.read_text())]
    deadline = time.monotonic() + DEATH_SECONDS
    while any(_started(number) for number in ended) and time.monotonic() < deadline:
        time.sleep(0.02)
    for path in notes:
        path.unlink()
    return ended


def _end(number: int, started: str) -> bool:
    if not started or _started(number) != started:
        return False
    try:
        os.kill(number, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _started(number: int) -> str | None:
    """When a process began, in ticks since this boot; None when it's gone or there is no way to know."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        state = Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return None
    fields = state.rpartition(")")[2].split()
    return None if fields[0] in "ZX" else f"{boot} {fields[19]}"
