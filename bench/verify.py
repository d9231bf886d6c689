"""Verifying an archive: `belenios-tool election verify` beside `unionhall ballot verify`, in pairs.

The archive has ballots of one question with five answers. Each pair runs the tool, then ours from the archive
alone, then ours with the side file of commitments; what is kept is the median over the pairs. The machine may
be shared, so the processor's seconds stand beside those on the wall.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache, partial
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from unionhall.instruments.ballot.belenios import (
    archive,
    ballots,
    checking,
    commitments,
    credentials,
    decryption,
    elections,
    events,
    results,
    tally,
    trustees,
    verification,
    voting,
)
from unionhall.instruments.ballot.belenios.elections import Election, Question
from unionhall.instruments.ballot.belenios.errors import Refused
from unionhall.instruments.ballot.belenios.groups import BELENIOS
from unionhall.instruments.ballot.belenios.trustees import Single

QUESTION = Question("Who shall speak for us?", ("A", "B", "C", "D", "E"), 1, 1)
UUID = "33333333333333"
GOALS = {"goal_alone": 3.5, "goal_with_commitments": 7.0, "goal_casting_ms": 40.0, "goal_refusal_ms": 1.0}


class Ran(NamedTuple):
    """Seconds on the wall and of the processors, of a program and its children."""

    wall: float
    cpu: float


def measure(size: int, pairs: int) -> dict[str, Any]:
    """The ratios of `pairs` runs on an archive of so many ballots."""
    folder = Path(tempfile.mkdtemp(prefix="unionhall-bench-"))
    try:
        raws, election = _build(folder, size)
        runs = [_pair(folder) for _ in range(pairs)]
        return {"ballots": size, "pairs": pairs} | _ratios(runs) | _casting(raws, election) | GOALS
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _pair(folder: Path) -> dict[str, Ran]:
    ours = [str(Path(sys.executable).with_name("unionhall")), "ballot", "verify", str(folder / f"{UUID}.bel")]
    return {
        "tool": _run(["belenios-tool", "election", "verify", f"--dir={folder}"]),
        "alone": _run(ours),
        "with_commitments": _run([*ours, "--commitments", str(folder / "commitments")]),
    }


def _run(command: list[str]) -> Ran:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = os.environ | {"BELENIOS_USE_URANDOM": "1"}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Ran(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _ratios(runs: list[dict[str, Ran]]) -> dict[str, Any]:
    """How many times faster, as the median of the pairs; and the medians of the seconds."""
    found: dict[str, Any] = {
        f"times_faster_{name}": statistics.median(run["tool"].wall / run[name].wall for run in runs)
        for name in ("alone", "with_commitments")
    }
    for name in runs[0]:
        found[f"{name}_wall_s"] = statistics.median(run[name].wall for run in runs)
        found[f"{name}_cpu_s"] = statistics.median(run[name].cpu for run in runs)
    return found


def _casting(raws: list[bytes], election: Election) -> dict[str, float]:
    """The processor's milliseconds for one ballot as it is cast, and for cheap refusals."""
    listed = {str(ballots.read(raw, election).credential) for raw in raws[:50]}
    cast = {sha256(raws[0]).hexdigest()}
    good = iter(raws[1:50] * 4)
    refused = {
        "not JSON": b"{" + raws[0],
        "replayed": raws[0],
        "not listed": raws[-1],
        "too large": raws[0] * 9,
    }
    return {"casting_cpu_ms": _milliseconds(lambda: checking.check(next(good), election, listed, cast))} | {
        f"refusal_cpu_ms, {name}": _milliseconds(partial(_refused, raw, election, listed, cast))
        for name, raw in refused.items()
    }


def _refused(raw: bytes, election: Election, listed: set[str], cast: set[str]) -> None:
    try:
        checking.check(raw, election, listed, cast)
    except Refused:
        return
    raise AssertionError("a ballot that should be refused was taken")


def _milliseconds(action: Callable[[], Any]) -> float:
    """The median over some calls."""
    found = []
    for _ in range(40):
        start = time.process_time()
        action()
        found.append((time.process_time() - start) * 1000)
    return statistics.median(found)


def _build(folder: Path, size: int) -> tuple[list[bytes], Election]:
    """The archive and its side file, made on all cores."""
    secret, key = trustees.make_key(BELENIOS)
    raw = elections.write(
        BELENIOS, key.public_key, uuid=UUID, name="Bench", description="", questions=(QUESTION,)
    )
    election = _known(raw)
    private = [credentials.generate() for _ in range(size)]
    election.key(1), BELENIOS.exp(1)
    with get_context("fork").Pool() as pool:
        jobs = [(raw, credential, index % 5) for index, credential in enumerate(private)]
        made = pool.starmap(vote, jobs, chunksize=25)
    listed = {public: None for public, _ballot, _hint in made}
    setup = [raw, trustees.write((Single(key),)), credentials.write(dict(listed))]
    setup.append(verification.setup_payload(*setup))
    raws = [ballot for _public, ballot, _hint in made]
    (folder / "commitments").write_bytes(commitments.begin() + b"".join(hint for _p, _b, hint in made))
    (folder / f"{UUID}.bel").write_bytes(b"".join(_events(setup, raws, election, secret, Single(key))))
    return raws, election


def vote(raw: bytes, credential: str, choice: int) -> tuple[int, bytes, bytes]:
    """A public credential, its ballot in the election of these bytes, and its entry in the side file."""
    election = _known(raw)
    ballot = voting.vote(election, credential, [[int(index == choice) for index in range(5)]])
    public = credentials.public(credential, election.uuid, BELENIOS)
    checked = checking.check(ballot, election, {str(public)})
    return public, ballot, commitments.entry(sha256(ballot).digest(), checked.commitments)


@cache
def _known(raw: bytes) -> Election:
    return elections.read(raw)


def _events(
    setup: list[bytes], raws: list[bytes], election: Election, secret: int, holder: Single
) -> Iterator[bytes]:
    stamp, head = 1_795_352_473, None
    sums = tally.add_up(raws, election, verification.read_setup(setup).weights)
    contribution = decryption.decrypt(election, sums.tally(), secret)
    factors = decryption.check(contribution, 1, election, (holder,), sums.tally()).factors
    counts = results.compute(sums.tally(), factors, sums.weight, BELENIOS)
    yield archive.begin(stamp)
    for kind, bodies in [
        ("Setup", setup),
        *(("Ballot", [raw]) for raw in raws),
        ("EndBallots", []),
        ("EncryptedTally", list(tally.write(sums))),
        ("PartialDecryption", list(decryption.write(1, contribution))),
        ("Result", [results.write(counts)]),
    ]:
        written, head = events.append(kind, bodies, after=head, timestamp=stamp)
        yield written
