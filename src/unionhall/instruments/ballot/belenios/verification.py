"""A whole archive: everything that can be said of it by somebody who has nothing else."""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field

from unionhall.instruments.ballot.belenios import (
    ballots,
    batches,
    canonical,
    credentials,
    decryption,
    elections,
    events,
    hashing,
    results,
    tally,
    trustees,
)
from unionhall.instruments.ballot.belenios.archive import Bytes, Record
from unionhall.instruments.ballot.belenios.batches import Cast
from unionhall.instruments.ballot.belenios.commitments import Hints
from unionhall.instruments.ballot.belenios.decryption import Factors
from unionhall.instruments.ballot.belenios.elections import Election
from unionhall.instruments.ballot.belenios.errors import Invalid
from unionhall.instruments.ballot.belenios.events import Head, Step
from unionhall.instruments.ballot.belenios.results import Counts
from unionhall.instruments.ballot.belenios.tally import Sums
from unionhall.instruments.ballot.belenios.trustees import Trustees

Progress = Callable[[int, int], None]  # ballots checked, ballots in the archive
Checker = Callable[[Bytes, Sequence[Cast], Election, Hints | None, Progress], Sums]


@dataclass
class Report:
    """What an archive holds, all of it checked.

    Attributes:
        stage: the kind of the last event, None before the first.
        head: what an observer keeps, None before the first event.
        cast, counted, weight: ballots in the archive, those that count, and what they weigh.
        decryptions: the owners whose contributions are there.
        result: the counts of each question, None where the election is not finished.
    """

    election: Election | None = None
    stage: str | None = None
    head: Head | None = None
    voters: int = 0
    cast: int = 0
    counted: int = 0
    weight: int = 0
    decryptions: list[int] = field(default_factory=list)
    result: Counts | None = None

    @property
    def is_finished(self) -> bool:
        """Whether there is a result."""
        return self.result is not None


@dataclass(frozen=True)
class Setup:
    """What the first event fixes: the election, its trustees, and the weight of each public credential."""

    election: Election
    trustees: Trustees
    weights: dict[str, int]


def in_turn(
    archive: Bytes, cast: Sequence[Cast], election: Election, hints: Hints | None, progress: Progress
) -> Sums:
    """Check the ballots in this process."""
    counter = iter(range(1, len(cast) + 1))
    return batches.check(
        cast,
        lambda one: archive[one.start : one.end],
        election,
        hints,
        lambda: progress(next(counter), len(cast)),
    )


def verify(
    archive: Bytes,
    *,
    hints: Hints | None = None,
    checker: Checker = in_turn,
    progress: Progress = lambda done, of: None,
) -> Report:
    """Verify an archive, or as much of it as there is.

    Belenios specification 2.0, "Verifying a whole election", under the stricter order of `events.steps`.
    Invalid with the class of the first fault; Unreadable for what is no archive of this protocol. `checker`
    does the ballots (`parallel.checker` on all cores), `progress` hears of them. A report that is not
    finished says that everything so far is as it must be.
    """
    reading = _Reading(archive, list(events.steps(archive)))
    return reading.report(hints, checker, progress)


def read_setup(parts: Sequence[bytes]) -> Setup:
    """The four records of Setup: election, trustees, credentials, and the payload that names them.

    Invalid `setup` if the payload names others or the trustees' key is not the election's; see
    `elections.read`, `trustees.check` and `credentials.read` for the rest.
    """
    election_raw, trustees_raw, credentials_raw, payload = parts
    election = elections.read(election_raw)
    named = setup_payload(election_raw, trustees_raw, credentials_raw)
    if payload != named:
        raise Invalid("setup", "the first event names other records than those before it")
    holders = trustees.read(trustees_raw, election.group)
    trustees.check(holders, election.group)
    if trustees.public_key(holders, election.group) != election.public_key:
        raise Invalid("setup", "the key of the election is not that of its trustees")
    return Setup(election, holders, credentials.read(credentials_raw, election.group))


def setup_payload(election: bytes, holders: bytes, listed: bytes) -> bytes:
    """The payload of the event Setup for these three records."""
    parts = {"election": election, "trustees": holders, "credentials": listed}
    return canonical.write({name: hashing.digest(raw) for name, raw in parts.items()})


def listed(raw: bytes, height: int, election: Election, known: Container[str]) -> str:
    """The credential of the ballot at this height, which must be one of those `known`.

    Invalid `credential` if it is not; whether the rest is well spelt is seen when the ballot is checked.
    """
    credential = ballots.credential_of(raw, election)
    if credential is not None and credential in known:
        return credential
    try:
        ballots.read(raw, election)
    except Invalid as fault:
        raise Invalid(fault.kind, f"the ballot at height {height}: {fault.message}") from None
    raise Invalid("credential", f"the credential of the ballot at height {height} is not listed")


class _Reading:
    def __init__(self, archive: Bytes, steps: list[Step]) -> None:
        self._archive = archive
        self._steps = steps

    def report(self, hints: Hints | None, checker: Checker, progress: Progress) -> Report:
        if not self._steps:
            return Report()
        setup = read_setup(self._bodies(self._steps[0]))
        cast = self._cast(setup)
        sums = checker(self._archive, cast, setup.election, hints, progress)
        last = self._steps[-1]
        found = Report(setup.election, last.kind, last.head, len(setup.weights), len(cast))
        found.counted, found.weight = sums.ballots, sums.weight
        self._count(setup, sums, found)
        return found

    def _cast(self, setup: Setup) -> list[Cast]:
        """Where each ballot stands; of those of one credential the last one weighs something."""
        seen: set[str] = set()
        last: dict[str, int] = {}
        found: list[tuple[Record, int, str]] = []
        for step in self._of("Ballot"):
            (record,) = step.parts
            if record.digest in seen:
                raise Invalid("replay", f"the ballot at height {step.head.height} was cast before")
            seen.add(record.digest)
            raw = record.body(self._archive)
            credential = listed(raw, step.head.height, setup.election, setup.weights)
            last[credential] = step.head.height
            found.append((record, step.head.height, credential))
        return [
            Cast(record.start, record.end, height, setup.weights[who] if last[who] == height else 0)
            for record, height, who in found
        ]

    def _count(self, setup: Setup, sums: Sums, report: Report) -> None:
        for step in self._of("EncryptedTally"):
            recorded, payload = self._bodies(step)
            tally.check(recorded, payload, sums, setup.election)
        factors: dict[int, Factors] = {}
        for step in self._of("PartialDecryption"):
            raw, payload = self._bodies(step)
            owner = decryption.read_owner(payload, raw, setup.trustees)
            if owner in factors:
                raise Invalid("decryption", f"trustee {owner} has two partial decryptions")
            partial = decryption.check(raw, owner, setup.election, setup.trustees, sums.tally())
            factors[owner] = partial.factors
        report.decryptions = list(factors)
        for step in self._of("Result"):
            counts = results.read(self._bodies(step)[0], sums.tally())
            whole = decryption.combine(factors, setup.trustees, setup.election.group)
            results.check(counts, sums.tally(), whole, sums.weight, setup.election.group)
            report.result = counts

    def _of(self, kind: str) -> Iterator[Step]:
        return (step for step in self._steps if step.kind == kind)

    def _bodies(self, step: Step) -> list[bytes]:
        return [record.body(self._archive) for record in step.parts]
