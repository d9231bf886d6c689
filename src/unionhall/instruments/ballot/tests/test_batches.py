"""Many ballots at once, on several cores, and with commitments that may lie."""

import os
import signal
from hashlib import sha256

import pytest

from unionhall.instruments.ballot.belenios import (
    ballots,
    batches,
    buckets,
    checking,
    claims,
    commitments,
    parallel,
    verification,
    voting,
)
from unionhall.instruments.ballot.belenios.commitments import Hints
from unionhall.instruments.ballot.belenios.errors import Invalid, Unreadable
from unionhall.instruments.ballot.belenios.groups import BELENIOS, RFC
from unionhall.instruments.ballot.belenios.proofs import Proof
from unionhall.instruments.ballot.tests.building import YES_NO, Poll
from unionhall.instruments.ballot.tests.forging import casting

P, Q = BELENIOS.modulus, BELENIOS.order
# Elements of the small orders that the number of elements modulo p has besides q.
SMALL = {2: P - 1, 3: next(x for base in range(2, 99) if (x := BELENIOS.power(base, (P - 1) // 3)) != 1)}


@pytest.mark.parametrize("order", SMALL)
@pytest.mark.parametrize("outsiders", [1, 2])
def test_the_batch_finds_an_element_of_small_order(order: int, outsiders: int) -> None:
    elements = [BELENIOS.exp(number) for number in range(1, 200)]
    assert buckets.outsider(BELENIOS, elements) is None
    for index in range(outsiders):
        elements[50 + index] = elements[50 + index] * SMALL[order] % P
    assert buckets.outsider(BELENIOS, elements) == 50


def test_the_product_in_buckets_is_the_product_of_powers() -> None:
    found, expected = buckets.Buckets(BELENIOS, 32), 1
    for number in range(1, 20):
        base, exponent = BELENIOS.exp(number), (Q - 1) // number
        found.put(base, exponent)
        expected = expected * BELENIOS.power(base, exponent) % P
    assert found.product() == expected


def open_poll() -> Poll:
    poll = Poll([YES_NO], voters=5)
    poll.cast(*(poll.ballot(voter % 5, [[voter % 2, 0]]) for voter in range(40)))
    return poll


@pytest.fixture(scope="module")
def many() -> Poll:
    return open_poll()


def test_several_processes_find_the_same_as_one(many: Poll) -> None:
    seen: list[tuple[int, int]] = []
    alone = verification.verify(many.written())
    together = verification.verify(
        many.written(), checker=parallel.checker(2), progress=lambda done, of: seen.append((done, of))
    )
    assert (alone, seen[-1]) == (together, (40, 40))
    assert (alone.cast, alone.counted) == (40, 5)


def test_several_processes_find_the_dishonest_ballot(many: Poll) -> None:
    forged = casting.voted_by(casting.Negating, many, [[0, 1]])
    poll = open_poll()
    poll.steps[33] = ("Ballot", [forged])
    with pytest.raises(Invalid, match="subgroup: the ballot at height 33"):
        verification.verify(poll.written(), checker=parallel.checker(2))


def test_a_process_that_is_killed_ends_the_work(many: Poll, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "check", lambda *_arguments: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(InterruptedError):
        verification.verify(many.written(), checker=parallel.checker(2))


def test_commitments_spare_the_powers(poll: Poll, side_file: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "check_answers", None)
    assert verification.verify(poll.written(), hints=Hints(side_file)).is_finished


def altered(side_file: bytes, change: str) -> bytes:
    place = len(commitments.MAGIC) + 34 + 256  # the second number of the first ballot
    number = int.from_bytes(side_file[place : place + 256], "big")
    other = {"negated": P - number, "another": number * 4 % P, "zero": 0, "too large": int(P)}[change]
    return side_file[:place] + int(other).to_bytes(256, "big") + side_file[place + 256 :]


@pytest.mark.parametrize("change", ["negated", "another", "zero", "too large"])
def test_commitments_that_lie_change_nothing(poll: Poll, side_file: bytes, change: str) -> None:
    assert verification.verify(poll.written(), hints=Hints(altered(side_file, change))).is_finished


@pytest.mark.parametrize("length", [24, 50, 400, 9000])
def test_commitments_that_are_cut_off_are_left_out(poll: Poll, side_file: bytes, length: int) -> None:
    assert verification.verify(poll.written(), hints=Hints(side_file[:length])).is_finished


def test_another_file_is_no_side_file() -> None:
    with pytest.raises(Unreadable):
        Hints(b"something else")


def test_a_forged_proof_is_not_saved_by_commitments_made_for_it() -> None:
    """The hash is made right with a commitment that is not what the proof says; the combination sees it."""
    poll = open_poll()
    raw = casting.voted_by(Forging, poll, [[1, 1]])
    poll.steps[1] = ("Ballot", [raw])
    hint = commitments.begin() + commitments.entry(sha256(raw).digest(), Forging.commitments(poll, raw))
    accepted_by_hash = batches._Batch(poll.election, Hints(hint))
    accepted_by_hash.take(ballots.read(raw, poll.election))
    assert not accepted_by_hash.is_true()
    with pytest.raises(Invalid, match="overall-proof: the ballot at height 1"):
        verification.verify(poll.written(), hints=Hints(hint))


class NegatingCommitments(voting.Answering):
    """Hashes -A where A should stand in the branch that is true."""

    is_proving = False

    def prove(self, claim: claims.Claim, prefix: str) -> tuple[Proof, ...]:
        self.is_proving = True
        return super().prove(claim, prefix)

    def encrypt(self, secret: int, value: int) -> ballots.Cipher:
        found = super().encrypt(secret, value)
        return found._replace(alpha=P - found.alpha) if self.is_proving else found


def test_commitments_outside_the_group_never_pass() -> None:
    """Without the test of the group the combination would let them through half the time."""
    poll = Poll([YES_NO])
    raw = casting.voted_by(NegatingCommitments, poll, [[1, 0]])
    ballot = ballots.read(raw, poll.election)
    found = [
        number
        for case in claims.cases(ballot, poll.election)
        for number in checking.commitments_of(case, poll.election)
    ]
    for index in (2, 4, 10):  # A of the true branches: yes is 1, no is 0, one was chosen
        found[index] = P - found[index]
    found.append(checking.check_signature(ballot, poll.election))
    hints = Hints(commitments.begin() + commitments.entry(sha256(raw).digest(), found))
    for _ in range(8):
        batch = batches._Batch(poll.election, hints)
        batch.take(ballot)
        assert not batch.is_true()


class Forging(casting.Dishonest):
    """Claims the first branch of a sum that is none, from random commitments whose hash is then right."""

    @staticmethod
    def commitments(poll: Poll, raw: bytes) -> list[int]:
        """What `prove` hashed: recomputed by the verifier's formulas for all but the forged branch."""
        forged_ballot = ballots.read(raw, poll.election)
        found = [
            number
            for case in claims.cases(forged_ballot, poll.election)
            for number in checking.commitments_of(case, poll.election)
        ]
        forged = case_of_sum(forged_ballot, poll)
        found[-len(forged) :] = forged
        return [*found, checking.check_signature(forged_ballot, poll.election)]


def case_of_sum(ballot: ballots.Ballot, poll: Poll) -> list[int]:
    """What the dishonest voter hashed for the sum: A as it should be, B as if the sum were 0."""
    *_others, case = claims.cases(ballot, poll.election)
    found = list(checking.commitments_of(case, poll.election))
    found[1] = found[1] * BELENIOS.exp(-2 * case.proofs[0].challenge % Q) % P
    return found


def test_the_larger_group_is_read() -> None:
    poll = Poll([YES_NO], voters=2, group=RFC)
    poll.cast(poll.ballot(0, [[1, 0]]), poll.ballot(1, [[0, 1]]))
    poll.close()
    poll.decrypt(1)
    poll.finish()
    hints = Hints(poll.side_file())
    assert verification.verify(poll.written(), hints=hints).result == ((1, 1),)
