"""Ties between processes, so that none outlives the one that answers for it."""

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable

SET_PARENT_DEATH_SIGNAL = 1  # prctl


def tie(number: signal.Signals) -> Callable[[], None] | None:
    """What a child calls before it becomes another program: it then gets this signal when we die.

    None where the system has no such tie. The tie follows the thread that starts the child.
    """
    if sys.platform != "linux":
        return None
    library, parent = ctypes.CDLL(None), os.getpid()

    def bind() -> None:
        library.prctl(SET_PARENT_DEATH_SIGNAL, number)
        if os.getppid() != parent:
            os._exit(1)

    return bind


def end_with_parent() -> None:
    """Let this process be told to stop when the one that started it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)


def end_with_server() -> None:
    """Let a worker of the web server end when the server is killed, which would else leave it on the port."""
    server = multiprocessing.parent_process()
    if server is None or sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != server.pid:
        os._exit(1)
