"""Whole elections made by our own program, step by step, so that a test can forge any of them."""

from collections.abc import Sequence
from hashlib import sha256
from random import Random

from unionhall.instruments.ballot.belenios import (
    archive,
    checking,
    commitments,
    credentials,
    decryption,
    elections,
    events,
    messages,
    pedersen,
    results,
    tally,
    trustees,
    verification,
    voting,
)
from unionhall.instruments.ballot.belenios.elections import Question
from unionhall.instruments.ballot.belenios.groups import BELENIOS, Group
from unionhall.instruments.ballot.belenios.numbers import Draw
from unionhall.instruments.ballot.belenios.trustees import Pedersen, Single, Trustees

TIMESTAMP = 1_795_352_473
UUID = "11111111111111"
YES_NO = Question("Strike in March?", ("Yes", "No"), 0, 1)
COMMITTEE = Question("Who sits on the committee? 谁进委员会？", ("Li Mei", "Ada", "Ōe"), 1, 2, blank=True)

Steps = list[tuple[str, list[bytes]]]


class Poll:
    """An election from its keys to its result; `steps` is its archive, event by event."""

    def __init__(
        self,
        questions: Sequence[Question] = (YES_NO, COMMITTEE),
        *,
        holders: Sequence[str] = ("single",),
        voters: int = 3,
        weights: Sequence[int] | None = None,
        seed: int = 1,
        group: Group = BELENIOS,
    ) -> None:
        self.group = group
        self.draw: Draw = Random(seed).randrange
        self.secrets: dict[int, int] = {}
        self.trustees: Trustees = tuple(self._holder(kind) for kind in holders)
        self.credentials = [credentials.generate(self.draw) for _ in range(voters)]
        self.weights: Sequence[int | None] = weights or [None] * voters
        key = trustees.public_key(self.trustees, self.group)
        raw = elections.write(
            self.group, key, uuid=UUID, name="Vote d'été", description="/", questions=tuple(questions)
        )
        self.election = elections.read(raw)
        self.steps: Steps = [("Setup", self.setup())]

    def setup(self, holders: bytes | None = None, listed: bytes | None = None) -> list[bytes]:
        """The records of the event Setup, honest unless others are given."""
        parts = [self.election.raw, holders or trustees.write(self.trustees), listed or self.listed()]
        return [*parts, verification.setup_payload(*parts)]

    def listed(self) -> bytes:
        public = [credentials.public(private, UUID, self.group) for private in self.credentials]
        return credentials.write(dict(zip(public, self.weights, strict=True)))

    def ballot(self, voter: int, choices: voting.Choices) -> bytes:
        return voting.vote(self.election, self.credentials[voter], choices, self.draw)

    def cast(self, *ballots: bytes) -> None:
        self.steps += [("Ballot", [raw]) for raw in ballots]

    def close(self) -> None:
        """End the ballot and add it up."""
        self.steps.append(("EndBallots", []))
        self.steps.append(("EncryptedTally", list(tally.write(self.sums()))))

    def sums(self) -> tally.Sums:
        cast = [bodies[0] for kind, bodies in self.steps if kind == "Ballot"]
        setup = verification.read_setup(self.steps[0][1])
        return tally.add_up(cast, self.election, setup.weights)

    def decrypt(self, *owners: int) -> None:
        self.steps += [("PartialDecryption", self.partial(owner)) for owner in owners]

    def partial(self, owner: int) -> list[bytes]:
        raw = decryption.decrypt(self.election, self.sums().tally(), self.secrets[owner], self.draw)
        return list(decryption.write(owner, raw))

    def finish(self) -> None:
        """Combine what the trustees gave and write the result."""
        sums, factors = self.sums(), {}
        for kind, bodies in self.steps:
            if kind == "PartialDecryption":
                owner = decryption.read_owner(bodies[1], bodies[0], self.trustees)
                checked = decryption.check(bodies[0], owner, self.election, self.trustees, sums.tally())
                factors[owner] = checked.factors
        whole = decryption.combine(factors, self.trustees, self.group)
        counts = results.compute(sums.tally(), whole, sums.weight, self.group)
        self.steps.append(("Result", [results.write(counts)]))

    def written(self) -> bytes:
        return written(self.steps)

    def side_file(self) -> bytes:
        """The commitments of all ballots, as the hall keeps them."""
        weights = verification.read_setup(self.steps[0][1]).weights
        cast = [bodies[0] for kind, bodies in self.steps if kind == "Ballot"]
        checked = [checking.check(raw, self.election, weights) for raw in cast]
        entries = [commitments.entry(sha256(one.ballot.raw).digest(), one.commitments) for one in checked]
        return commitments.begin() + b"".join(entries)

    def _holder(self, kind: str) -> Single | Pedersen:
        if kind == "threshold":
            return self._threshold(2, 3)
        secret, key = trustees.make_key(self.group, self.draw)
        self.secrets[len(self.secrets) + 1] = secret
        return Single(key)

    def _threshold(self, threshold: int, parties: int) -> Pedersen:
        channels = [messages.Channel(self.group, messages.new_seed(self.draw)) for _ in range(parties)]
        self.channels = channels
        certificates = [pedersen.certificate(channel, self.draw) for channel in channels]
        dealt = [pedersen.deal(channel, certificates, threshold, self.draw) for channel in channels]
        shares = [
            pedersen.accept(channel, certificates, index, pedersen.hand(dealt, index), self.draw)
            for index, channel in enumerate(channels, 1)
        ]
        for channel, share in zip(channels, shares, strict=True):
            self.secrets[len(self.secrets) + 1] = pedersen.read_private_key(channel, share.private_key)
        return pedersen.assemble(threshold, certificates, dealt, shares)


def written(steps: Steps) -> bytes:
    """The archive of these events, chained anew."""
    parts, head = [archive.begin(TIMESTAMP)], None
    for kind, bodies in steps:
        part, head = events.append(kind, bodies, after=head, timestamp=TIMESTAMP)
        parts.append(part)
    return b"".join(parts)


def finished(**options: object) -> Poll:
    """Three voters, one of whom votes again; everything to the result."""
    poll = Poll(**options)  # type: ignore[arg-type]
    first, second = poll.ballot(0, [[1, 0], [0, 1, 0, 1]]), poll.ballot(1, [[0, 0], [1, 0, 0, 0]])
    poll.cast(first, second, poll.ballot(2, [[0, 1], [0, 0, 1, 0]]), poll.ballot(0, [[0, 1], [0, 1, 1, 0]]))
    poll.close()
    poll.decrypt(*[owner for owner in poll.secrets if owner != 2 or len(poll.secrets) < 3])
    poll.finish()
    return poll
