"""Locks on files: the system lets go of them when their holder dies, however it dies."""

import fcntl
import os
import time
from pathlib import Path


def take(path: Path, *, shared: bool = False) -> int | None:
    """An open file that holds the lock, or None when somebody else has it; closing it lets go."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    if upgrade(file, shared=shared):
        return file
    os.close(file)
    return None


def upgrade(file: int, *, shared: bool = False) -> bool:
    """Turn the lock of an open file into this one; False, and no lock, when somebody else is in the way."""
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_free(path: Path) -> bool:
    """Whether nobody holds the lock alone."""
    file = take(path, shared=True)
    if file is None:
        return False
    os.close(file)
    return True


def wait_for(path: Path, *, shared: bool = False, seconds: float) -> int | None:
    """Like `take`, trying for so long."""
    deadline = time.monotonic() + seconds
    while (file := take(path, shared=shared)) is None:
        if time.monotonic() > deadline:
            return None
        time.sleep(0.02)
    return file
