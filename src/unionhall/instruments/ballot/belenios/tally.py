"""The encrypted sums: ciphertexts multiplied, nothing decrypted."""

from collections.abc import Iterable, Mapping
from typing import Any

from unionhall.instruments.ballot.belenios import ballots, canonical, hashing, numbers
from unionhall.instruments.ballot.belenios.ballots import Ballot, Cipher
from unionhall.instruments.ballot.belenios.elections import Election
from unionhall.instruments.ballot.belenios.errors import Invalid

Tally = tuple[tuple[Cipher, ...], ...]


class Sums:
    """The product of ciphertexts, choice by choice, of the ballots so far, and their number and weight."""

    def __init__(self, election: Election) -> None:
        self._modulus = election.group.modulus
        self._alphas = [[1] * question.choices for question in election.questions]
        self._betas = [[1] * question.choices for question in election.questions]
        self.ballots = 0
        self.weight = 0

    def add(self, ballot: Ballot, weight: int = 1) -> None:
        """Count one ballot; each ciphertext is raised to its weight."""
        for question, answer in enumerate(ballot.answers):
            for choice, cipher in enumerate(answer.choices):
                self._multiply(question, choice, *(self._raised(number, weight) for number in cipher))
        self.ballots += 1
        self.weight += weight

    def join(self, other: "Sums") -> None:
        """Add what another one has counted."""
        self._join(other.tally(), other.ballots, other.weight)

    def join_written(self, tally: bytes, payload: bytes, election: Election) -> None:
        """Add what another one has counted and `write` wrote; raises as `read` does."""
        found, ballots, weight = read(tally, payload, election)
        self._join(found, ballots, weight)

    def tally(self) -> Tally:
        """The encrypted sums, one a choice of each question."""
        return tuple(
            tuple(map(Cipher, alphas, betas)) for alphas, betas in zip(self._alphas, self._betas, strict=True)
        )

    def _join(self, tally: Tally, ballots: int, weight: int) -> None:
        for question, choices in enumerate(tally):
            for choice, cipher in enumerate(choices):
                self._multiply(question, choice, *cipher)
        self.ballots += ballots
        self.weight += weight

    def _raised(self, number: int, weight: int) -> int:
        return number if weight == 1 else numbers.power(number, weight, self._modulus)

    def _multiply(self, question: int, choice: int, alpha: int, beta: int) -> None:
        alphas, betas = self._alphas[question], self._betas[question]
        alphas[choice] = numbers.whole(alphas[choice] * alpha % self._modulus)
        betas[choice] = numbers.whole(betas[choice] * beta % self._modulus)


def add_up(cast: Iterable[bytes], election: Election, weights: Mapping[str, int]) -> Sums:
    """The sums of ballots as they stand in the archive, in their order: the last of each credential counts.

    The ballots were checked when they were cast. Belenios specification 2.0, "Encrypted tally".
    """
    last = {ballot.credential: ballot for ballot in (ballots.read(raw, election) for raw in cast)}
    sums = Sums(election)
    for ballot in last.values():
        sums.add(ballot, weights[str(ballot.credential)])
    return sums


def write(sums: Sums) -> tuple[bytes, bytes]:
    """The two records of data of the event EncryptedTally: the tally, and the payload that names it."""
    tally = canonical.write([[cipher.shown() for cipher in choices] for choices in sums.tally()])
    counted = {"num_tallied": sums.ballots, "total_weight": numbers.write_weight(sums.weight)}
    return tally, canonical.write(counted | {"encrypted_tally": hashing.digest(tally)})


def read(tally: bytes, payload: bytes, election: Election) -> tuple[Tally, int, int]:
    """The tally, the number of ballots and their weight, as recorded; Invalid `tally` for another shape."""
    number, weight, named = canonical.fields(
        canonical.read(payload), "num_tallied", "total_weight", "encrypted_tally"
    )
    if named != hashing.digest(tally):
        raise Invalid("tally", "the recorded tally is not the one that its event names")
    rows = canonical.items(canonical.read(tally), "the tally")
    found = tuple(_row(row, election) for row in rows)
    if [len(row) for row in found] != [question.choices for question in election.questions]:
        raise Invalid("tally", "the recorded tally has another shape than the questions")
    return found, canonical.count(number, "num_tallied"), numbers.read_weight(weight)


def check(tally: bytes, payload: bytes, sums: Sums, election: Election) -> None:
    """Invalid `tally` unless tally, number and weight are those of the ballots."""
    found, number, weight = read(tally, payload, election)
    if found != sums.tally():
        raise Invalid("tally", "the recorded tally is not the sum of the ballots")
    if number != sums.ballots:
        raise Invalid("tally", f"{number} ballots are said to be counted, but {sums.ballots} are")
    if weight != sums.weight:
        raise Invalid("tally", f"the total weight is said to be {weight}, but it is {sums.weight}")


def _row(value: Any, election: Election) -> tuple[Cipher, ...]:
    choices = canonical.items(value, "a row of the tally")
    return tuple(ballots.cipher(choice, election.group) for choice in choices)
