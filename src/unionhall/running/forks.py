"""Processes that go on from the memory of this one: what it has loaded is loaded and held once for all.

Whoever forks must have one thread and no connection to the database, since a fork can't share those.
"""

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable
from multiprocessing.context import ForkContext

from unionhall.ground import lifelines, titles
from unionhall.running import leftovers

FORKING: ForkContext = multiprocessing.get_context("fork")
Fork = multiprocessing.context.ForkProcess


def begin(name: str, work: Callable[[], None], *, without: Iterable[int] = ()) -> Fork:
    """Begin a process that does the work and ends; it is told to stop when we die.

    It has a session of its own, so that Ctrl-C reaches only us, and closes the open files in `without`: a
    lock on one of them would else last as long as the fork.
    """
    fork = FORKING.Process(target=_become, args=(name, work, lifelines.tie(signal.SIGTERM), without))
    fork.start()
    return fork


def _become(
    name: str, work: Callable[[], None], tie: Callable[[], None] | None, without: Iterable[int]
) -> None:
    if tie:
        tie()
    os.setsid()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    for file in without:
        os.close(file)
    titles.call(f"unionhall {name}")
    os.environ[leftovers.SUPERVISED] = "1"
    work()


def fork_only() -> None:
    """Let what else starts processes here fork them, too, where Python would begin them anew."""
    multiprocessing.set_start_method("fork", force=True)


def share() -> None:
    """Leave all that is loaded by now where it is, so that no fork has to copy it for looking it through."""
    gc.freeze()
