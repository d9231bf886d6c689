"""What a process is called in the system's list of processes, where forks would all bear one name."""

import ctypes
import sys
from pathlib import Path


def call(title: str) -> None:
    """Call this process so, cut to the length of the command that it was started with."""
    if sys.platform != "linux":
        return
    fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    start, end = int(fields[45]), int(fields[46])  # proc(5): arg_start and arg_end, where the command stands
    if not 0 < start < end:  # where that is hidden
        return
    written = title.encode()[: end - start - 1]
    ctypes.memset(start, 0, end - start)
    ctypes.memmove(start, written, len(written))
