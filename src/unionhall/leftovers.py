"""Processes of the hall that outlived a killed hall: each writes itself down, and the next start ends them.

A process is known by its id and its start, as ids are used again.
"""

import contextlib
import os
import signal
from pathlib import Path

SUPERVISED = "UNIONHALL_SUPERVISED"  # set for the children of a supervisor


def register(home: Path) -> None:
    """Write this process down, when a supervisor started it."""
    if not os.environ.get(SUPERVISED):
        return
    folder = home / "processes"
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / str(os.getpid())).write_text(_started(os.getpid()) or "")


def end(home: Path) -> list[int]:
    """End every process that is still written down, and say which did run. Only for who holds the hall."""
    ended = []
    for note in (home / "processes").glob("[0-9]*"):
        number = int(note.name)
        if (started := _started(number)) and started == note.read_text():
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
                ended.append(number)
        note.unlink()
    return ended


def _started(number: int) -> str | None:
    """When a process began, in ticks since this boot; None when there's no such process or no way to know."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        state = Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return None
    return f"{boot} {state.rpartition(')')[2].split()[19]}"
