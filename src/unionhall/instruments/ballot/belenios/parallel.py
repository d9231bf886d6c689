"""The ballots of an archive on several cores."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing.connection import Connection
from typing import Any
from typing import cast as cast_to

from unionhall.instruments.ballot.belenios import batches, verification
from unionhall.instruments.ballot.belenios.archive import Bytes
from unionhall.instruments.ballot.belenios.batches import Cast
from unionhall.instruments.ballot.belenios.commitments import Hints
from unionhall.instruments.ballot.belenios.elections import Election
from unionhall.instruments.ballot.belenios.errors import Refused
from unionhall.instruments.ballot.belenios.tally import Sums
from unionhall.instruments.ballot.belenios.verification import Checker, Progress

LARGEST = 2000  # ballots in one batch; the fixed work of a batch is that of about ten ballots
SMALLEST = 16
EVERY = 0.1  # seconds between two looks at how far it is


def checker(processes: int | None = None) -> Checker:
    """A checker on so many processes, as many as there are cores without a number.

    InterruptedError if one of them is killed.

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
    done = context.RawArray("q", processes)  # each counts in its own place, so that none waits for a lock
    workers = []
    whole = Sums(election)
    try:
        for number in range(processes):
            receiving, sending = context.Pipe(duplex=False)
            count = partial(_count, done, number)
            job = (archive, parts[number::processes], election, hints, count, sending)
            worker = context.Process(target=_work, args=job, daemon=True)
            worker.start()
            sending.close()
            workers.append((worker, receiving))
        for number in range(len(parts)):
            _worker, receiving = workers[number % processes]
            while not receiving.poll(EVERY):
                progress(sum(done), len(cast))
            whole.join(_received(receiving))
    finally:
        for worker, _receiving in workers:
            worker.terminate()
            worker.join()
    progress(len(cast), len(cast))
    return whole


def _received(receiving: Connection) -> Sums:
    try:
        found = receiving.recv()
    except EOFError:
        raise InterruptedError("a process that checked ballots was killed") from None
    if isinstance(found, Refused):
        raise found
    return cast_to(Sums, found)


def _work(
    archive: Bytes,
    parts: Sequence[Sequence[Cast]],
    election: Election,
    hints: Hints | None,
    count: Callable[[], None],
    sending: Connection,
) -> None:
    """Check these parts and send what each comes to; interrupting is the business of the first process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for part in parts:
            body = partial(_body, archive)
            sending.send(batches.check(part, body, election, hints, count))
    except Refused as fault:
        sending.send(fault)


def _body(archive: Bytes, one: Cast) -> bytes:
    return archive[one.start : one.end]


def _count(done: Any, number: int) -> None:
    done[number] += 1
