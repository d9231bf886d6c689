"""The ballots of an archive on several cores."""

import multiprocessing
import os
import signal
from collections.abc import Sequence
from multiprocessing.sharedctypes import Synchronized
from typing import Any

from unionhall.instruments.ballot.belenios import batches, verification
from unionhall.instruments.ballot.belenios.archive import Bytes
from unionhall.instruments.ballot.belenios.batches import Cast
from unionhall.instruments.ballot.belenios.commitments import Hints
from unionhall.instruments.ballot.belenios.elections import Election
from unionhall.instruments.ballot.belenios.tally import Sums
from unionhall.instruments.ballot.belenios.verification import Checker, Progress

LARGEST = 2000  # ballots in one batch; the fixed work of a batch is that of about ten ballots
SMALLEST = 16
EVERY = 0.1  # seconds between two looks at how far it is

_shared: dict[str, Any] = {}


def checker(processes: int | None = None) -> Checker:
    """A checker on so many processes, as many as there are cores without a number.

    Where processes can't be forked, or the ballots are few, everything is done in this one.
    """
    number = processes or _cores()

    def check(
        archive: Bytes, cast: Sequence[Cast], election: Election, hints: Hints | None, progress: Progress
    ) -> Sums:
        can_fork = "fork" in multiprocessing.get_all_start_methods()
        if number < 2 or len(cast) < 2 * SMALLEST or not can_fork:
            return verification.in_turn(archive, cast, election, hints, progress)
        return _check(archive, cast, election, hints, progress, number)

    return check


def _cores() -> int:
    """How many this process may use, where the system says so."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _check(
    archive: Bytes,
    cast: Sequence[Cast],
    election: Election,
    hints: Hints | None,
    progress: Progress,
    processes: int,
) -> Sums:
    size = min(LARGEST, -(-len(cast) // processes))
    parts = [cast[start : start + size] for start in range(0, len(cast), size)]
    election.group.exp(0), election.key(0)  # the tables are made once and inherited
    context = multiprocessing.get_context("fork")
    done = context.Value("q", 0)
    whole = Sums(election)
    with context.Pool(processes, _begin, (archive, election, hints, done)) as pool:
        running = [pool.apply_async(_batch, (part,)) for part in parts]
        for part in running:
            while not part.ready():
                part.wait(EVERY)
                progress(done.value, len(cast))
            whole.join(part.get())
    progress(len(cast), len(cast))
    return whole


def _begin(archive: Bytes, election: Election, hints: Hints | None, done: "Synchronized[int]") -> None:
    """What a new process inherits; interrupting is the business of the first one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _shared.update(archive=archive, election=election, hints=hints, done=done)


def _batch(part: Sequence[Cast]) -> Sums:
    archive, done = _shared["archive"], _shared["done"]

    def count() -> None:
        with done.get_lock():
            done.value += 1

    return batches.check(
        part, lambda one: archive[one.start : one.end], _shared["election"], _shared["hints"], count
    )
