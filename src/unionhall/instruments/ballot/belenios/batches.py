"""Checking many ballots together: faster than one by one, and as strict."""

import secrets
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import NamedTuple

from unionhall.instruments.ballot.belenios import ballots, checking, claims
from unionhall.instruments.ballot.belenios.ballots import Ballot
from unionhall.instruments.ballot.belenios.buckets import BYTES, Buckets, Sieve
from unionhall.instruments.ballot.belenios.commitments import Hints
from unionhall.instruments.ballot.belenios.elections import Election
from unionhall.instruments.ballot.belenios.errors import Invalid
from unionhall.instruments.ballot.belenios.tally import Sums


class Cast(NamedTuple):
    """Where a ballot stands, its height, and what it weighs: 0 if a later one replaced it."""

    start: int
    end: int
    height: int
    weight: int


def check(
    cast: Sequence[Cast],
    body: Callable[[Cast], bytes],
    election: Election,
    hints: Hints | None,
    done: Callable[[], None],
) -> Sums:
    """The encrypted sums of those that count, once every ballot was found to be as it must be.

    `body` gives the bytes of a ballot, whose credential is known to be listed; `done` is called after each.
    Invalid names the height of the first ballot at fault. Where the hints do not fit, all is computed again.
    """
    if hints is not None:
        batch = _Batch(election, hints)
        sums = _run(cast, body, batch, done)
        if batch.is_true():
            return sums
    batch = _Batch(election, None)
    sums = _run(cast, body, batch, done if hints is None else lambda: None)
    if not batch.is_true():
        _name_the_outsider(cast, body, election)
    return sums


def _run(
    cast: Sequence[Cast], body: Callable[[Cast], bytes], batch: "_Batch", done: Callable[[], None]
) -> Sums:
    sums = Sums(batch.election)
    for one in cast:
        try:
            ballot = ballots.read(body(one), batch.election)
            batch.take(ballot)
        except Invalid as fault:
            raise Invalid(fault.kind, f"the ballot at height {one.height}: {fault.message}") from None
        if one.weight:
            sums.add(ballot, one.weight)
        done()
    return sums


def _name_the_outsider(cast: Sequence[Cast], body: Callable[[Cast], bytes], election: Election) -> None:
    for one in cast:
        ballot = ballots.read(body(one), election)
        if not all(election.group.has(number) for cipher in checking.ciphers(ballot) for number in cipher):
            raise Invalid("subgroup", f"the ballot at height {one.height}: a ciphertext is outside the group")


class _Batch:
    """What is still to be shown of the ballots so far: that they are in the group and the hints hold."""

    def __init__(self, election: Election, hints: Hints | None) -> None:
        self.election = election
        self._hints = hints
        self._sieve = Sieve(election.group)  # ciphertexts
        self._stored = Sieve(election.group)  # commitments, each raised to its secret weight
        self._bases = Buckets(election.group, (election.group.order.bit_length() + 7) // 8)
        self._g = 0
        self._y = 0

    def take(self, ballot: Ballot) -> None:
        """Check what can be checked of one ballot at once, and remember the rest."""
        for cipher in checking.ciphers(ballot):
            self._sieve.sift(cipher.alpha)
            self._sieve.sift(cipher.beta)
        hint = self._hints.of(sha256(ballot.raw).digest()) if self._hints else None
        if hint is None or not self._fits(ballot, hint):
            checking.check_signature(ballot, self.election)
            for _ in checking.check_answers(ballot, self.election):
                pass

    def is_true(self) -> bool:
        """Whether everything is in the group and the one random combination of all commitments comes out."""
        if not self._sieve.is_clean():
            return False
        if self._hints is None:
            return True
        order, modulus = self.election.group.order, self.election.group.modulus
        fixed = self.election.group.exp(self._g % order) * self.election.key(self._y % order) % modulus
        combined = self._bases.product() * fixed % modulus
        return self._stored.is_clean() and self._stored.product() == combined

    def _fits(self, ballot: Ballot, hint: list[int]) -> bool:
        """Whether the hashes of the stored commitments are right; then their combination is added."""
        modulus, position = self.election.group.modulus, 0
        cases = list(claims.cases(ballot, self.election))
        wanted = sum(2 * len(case.proofs) for case in cases) + 1
        if len(hint) != wanted or not all(0 < number < modulus for number in hint):
            return False
        try:
            checking.check_signed(ballot, self.election, hint[-1])
            for case in cases:
                checking.check_challenges(
                    case, self.election, hint[position : position + 2 * len(case.proofs)]
                )
                position += 2 * len(case.proofs)
        except Invalid:
            return False
        self._add(ballot, cases, hint)
        return True

    def _add(self, ballot: Ballot, cases: list[claims.Case], hint: list[int]) -> None:
        """Weigh each commitment, and each base by what it must contribute to the same combination."""
        order, stored = self.election.group.order, iter(hint)
        shares: dict[int, int] = {}
        for case in cases:
            for branch, proof in zip(case.claim.branches, case.proofs, strict=True):
                first, second = self._weigh(next(stored)), self._weigh(next(stored))
                self._g += first * proof.response - second * branch.value * proof.challenge
                self._y += second * proof.response
                for index in branch.over:
                    alpha, beta = case.choices[index]
                    shares[alpha] = shares.get(alpha, 0) + first * proof.challenge
                    shares[beta] = shares.get(beta, 0) + second * proof.challenge
        last = self._weigh(next(stored))
        self._g += last * ballot.signature.response
        shares[ballot.credential] = shares.get(ballot.credential, 0) + last * ballot.signature.challenge
        for base, share in shares.items():
            self._bases.put(base, share % order)

    def _weigh(self, commitment: int) -> int:
        """Take a stored commitment with a fresh secret weight, which is its random subset as well."""
        weight = secrets.token_bytes(BYTES)
        self._stored.put(commitment, weight)
        return int.from_bytes(weight, "little")
