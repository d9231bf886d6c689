"""Counting a closed vote as jobs, by several numbers of workers, beside verifying it in one process.

The vote has one question with five answers, and is the same in every run: what the count appends is taken
away again by the tables' owner. A worker does one job at a time; its seconds begin when the vote closes and
end when the hall's part of the decryption is there.
"""

import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from hashlib import sha256
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from django.db import connections
from django.utils import timezone

from bench import verify
from unionhall.database.connections import disconnect
from unionhall.instruments.ballot.belenios import (
    canonical,
    credentials,
    events,
    hashing,
    trustees,
    verification,
)
from unionhall.instruments.ballot.belenios.commitments import Hints
from unionhall.instruments.ballot.models import Election, Event
from unionhall.instruments.ballot.procedure import batches, box, calling, closing, keys, opening
from unionhall.instruments.ballot.procedure import credentials as listing
from unionhall.instruments.ballot.questions import choosing
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place

CHUNK, PATIENCE, DAY = 500, 3600.0, timedelta(days=1)
TITLE = {"en": "Counting"}
ALONE = """
from unionhall.running.loading import at_work
with at_work():
    import time
    from bench import tally
    from unionhall.instruments.ballot.models import Election
    election = Election.objects.get(pk={pk})
    begun = time.perf_counter()
    tally.verify_whole(election, {with_commitments})
    print(time.perf_counter() - begun, tally._memory("self"))
"""
LOOP = "for number in range(40_000_000): number += 1"
AT_WORK = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '20 s'"


class Ran(NamedTuple):
    """Seconds on the wall and of the processors, and the memory of the largest process in MB."""

    wall_s: float
    cpu_s: float
    memory_mb: float


def measure(size: int, workers: Sequence[int], rounds: int) -> dict[str, Any]:
    """Medians over some rounds, each of one process and then each number of workers, and their ratios.

    Processor seconds and memory have the start of the processes in them, that is some two seconds each. On
    a machine that is shared the bare loops tell how much so many processes could do at that moment at all.
    """
    election = _kept(size) or _vote(size)
    runs: dict[str, list[Ran]] = defaultdict(list)
    bare: dict[int, list[float]] = defaultdict(list)
    for _ in range(rounds):
        for name, hints in (("one process", False), ("one process with commitments", True)):
            runs[name].append(_alone(election, with_commitments=hints))
        for number in workers:
            runs[f"{number} workers"].append(_count(election, number))
            bare[number].append(number * _loops(1) / _loops(number))
    found: dict[str, Any] = {"ballots": size, "rounds": rounds, "batches": -(-(size + 2) // batches.SIZE)}
    for name, each in runs.items():
        found |= {f"{name}: {what}": median(getattr(run, what) for run in each) for what in Ran._fields}
    pairs = [(f"{number} workers", other) for number in workers for other in runs]
    for name, other in pairs:
        if name != other:
            both = zip(runs[name], runs[other], strict=True)
            found[f"{name}: times faster than {other}"] = median(b.wall_s / a.wall_s for a, b in both)
    return found | {f"{number} bare loops: times as much as 1": median(bare[number]) for number in workers}


def _loops(number: int) -> float:
    """The seconds that so many processes take to count, each to the same number."""
    begun = time.perf_counter()
    running = [subprocess.Popen([sys.executable, "-c", LOOP]) for _ in range(number)]
    for process in running:
        process.wait()
    return time.perf_counter() - begun


def _alone(election: Election, *, with_commitments: bool) -> Ran:
    """One process that holds the whole archive, loaded before its seconds begin."""
    script = ALONE.format(pk=election.pk, with_commitments=with_commitments)
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    wall, memory = map(float, process.stdout.read().split())
    return Ran(wall, _used(process), memory)


def _count(election: Election, number: int) -> Ran:
    """Close it under so many workers that wait for it."""
    command = [sys.executable, "-m", "unionhall", "worker", "--jobs", "1"]
    running = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(number)]
    try:
        _wait(lambda: _one(AT_WORK) == number)
        begun = time.perf_counter()
        Election.objects.filter(pk=election.pk).update(closes_at=timezone.now())
        assert closing.close(election)
        _wait(lambda: Election.objects.get(pk=election.pk).stage == Election.Stage.DECRYPTING)
        wall = time.perf_counter() - begun
    finally:
        memory = max(_memory(process.pid) for process in running)
        used = sum(_end(process) for process in running)
    recorded = canonical.read(box.bodies(election, "EncryptedTally")[0][1])
    assert recorded["num_tallied"] == election.listed.count()
    _open_again(election)
    return Ran(wall, used, memory)


def verify_whole(election: Election, with_commitments: bool) -> None:
    archive = box.read(election)
    hints = Hints(b"".join(box.side_file(election))) if with_commitments else None
    verification.verify(archive, hints=hints)


def _end(process: "subprocess.Popen[bytes]") -> float:
    """Stop a worker as Ctrl-C does; its processor seconds."""
    process.send_signal(signal.SIGINT)
    return _used(process)


def _used(process: "subprocess.Popen[Any]") -> float:
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return used.ru_utime + used.ru_stime


def _memory(process: int | str) -> float:
    """What a process had at the most, in MB, from Linux; a child's rusage begins with its parent's."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _wait(is_over: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not is_over():
        assert time.monotonic() < until, "the count does not end"
        time.sleep(0.05)


def _one(query: str) -> Any:
    with connections["default"].cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


def _open_again(election: Election) -> None:
    """As it was before it closed; the archive's trigger is the owner's to switch."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE ballot_event DISABLE TRIGGER USER")
        cursor.execute(
            "DELETE FROM ballot_event WHERE election_id = %s AND kind NOT IN ('Setup', 'Ballot')",
            [election.pk],
        )
        cursor.execute("ALTER TABLE ballot_event ENABLE TRIGGER USER")
    Election.objects.filter(pk=election.pk).update(stage=Election.Stage.OPEN, closes_at=timezone.now() + DAY)


def _kept(size: int) -> Election | None:
    """The vote that an earlier run left in a hall that was kept."""
    found = Election.objects.filter(stage=Election.Stage.OPEN, title=TITLE)
    return next((each for each in found if each.listed.count() == size), None)


def _vote(size: int) -> Election:
    """An open vote with so many ballots, one a credential, made on all cores."""
    election, private = _called(size)
    assert opening.open_now(election)
    election.refresh_from_db()
    raw = box.fixed(election).protocol.raw
    jobs = [(raw, credential, index % 5) for index, credential in enumerate(private)]
    disconnect()  # nothing of it goes to the processes that make ballots
    with get_context("fork").Pool() as pool:
        _append(election, pool.imap(_cast, jobs, chunksize=25))
    return election


def _called(size: int) -> tuple[Election, list[str]]:
    """A strict vote with one key holder and so many credentials, which are given back."""
    chair = Person.objects.get(email="chia.chair@town.example")
    names = [{"en": name} for name in "ABCDE"]
    now = timezone.now()
    election = calling.prepare(
        Place.objects.get(kind="union"),
        actor=chair,
        title=TITLE,
        opens_at=now - DAY,
        closes_at=now + DAY,
        questions=[choosing({"en": "Who shall speak for us?"}, names, least=1, most=1, blank=False)],
        mode=Election.Mode.STRICT,
    )
    trustee = calling.invite(election, Person.objects.get(email="audie.tor@town.example"), actor=chair)
    calling.call(election, actor=chair)
    _secret, key = trustees.make_key(box.GROUP)
    keys.publish(trustee, {"key": canonical.write(key.shown()).decode()})
    private = [credentials.generate() for _ in range(size)]
    public = {credentials.public(code, election.uid, box.GROUP): None for code in private}
    listing.give_in(election, credentials.write(public).decode(), actor=chair)
    return election, private


def _cast(job: tuple[bytes, str, int]) -> tuple[int, bytes, bytes]:
    return verify.vote(*job)


def _append(election: Election, made: Iterator[tuple[int, bytes, bytes]]) -> None:
    """The rows that casting would write, by the hundred."""
    head = box.head(election)
    while some := list(islice(made, CHUNK)):
        rows = []
        for public, raw, hints in some:
            written, head = events.append("Ballot", [raw], after=head, timestamp=election.begun)
            rows.append(
                Event(
                    election=election,
                    height=head.height,
                    kind="Ballot",
                    records=written,
                    digest=head.digest,
                    content=hashing.digest(raw),
                    tracker=hashing.compact(raw),
                    credential=sha256(str(public).encode()).hexdigest(),
                    hints=hints,
                )
            )
        Event.objects.bulk_create(rows)
