"""Dishonest ballots: each replaces the second voter's, and the tally is left as it was."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from unionhall.instruments.ballot.belenios import (
    ballots,
    canonical,
    credentials,
    hashing,
    proofs,
    voting,
)
from unionhall.instruments.ballot.belenios.ballots import Cipher
from unionhall.instruments.ballot.belenios.claims import Claim
from unionhall.instruments.ballot.belenios.groups import BELENIOS
from unionhall.instruments.ballot.belenios.proofs import Proof
from unionhall.instruments.ballot.tests.building import UUID, Poll, written
from unionhall.instruments.ballot.tests.forging.table import P, Q, forgery, setting


class Dishonest(voting.Answering):
    """Somebody who chooses what is not permitted and proves it as well as can be."""

    def true_branch(self, claim: Claim, sums: Sequence[int]) -> int:
        found = [i for i, branch in enumerate(claim.branches) if sums[i] == branch.value]
        return found[0] if found else 0


class Negating(voting.Answering):
    """Negates one alpha, and tries until all challenges are even, so that every equation still holds."""

    def choices(self) -> tuple[Cipher, ...]:
        first, *others = super().choices()
        return Cipher(P - first.alpha, first.beta), *others

    def prove(self, claim: Claim, prefix: str) -> tuple[Proof, ...]:
        while True:
            found = super().prove(claim, prefix)
            uses = any(0 in branch.over for branch in claim.branches)
            if not uses or all(proof.challenge % 2 == 0 for proof in found):
                return found


def voted_by(answering: type[voting.Answering], poll: Poll, choices: voting.Choices, voter: int = 1) -> bytes:
    secret = credentials.secret(poll.credentials[voter], UUID, BELENIOS)
    public = BELENIOS.exp(secret)
    answers = tuple(
        answering(poll.election, question, public, chosen, poll.draw).answer()
        for question, chosen in zip(poll.election.questions, choices, strict=True)
    )
    return signed(poll, ballots.write(poll.election, public, answers), voter)


def signed(poll: Poll, unsigned: bytes, voter: int) -> bytes:
    secret = credentials.secret(poll.credentials[voter], UUID, BELENIOS)
    signature = proofs.prove(BELENIOS, secret, f"sig|{hashing.compact(unsigned)}|", poll.draw)
    return ballots.sign(unsigned, signature)


def with_ballot(poll: Poll, raw: bytes) -> bytes:
    """The archive with this as the second voter's ballot; the tally is left as it was."""
    return written([*poll.steps[:2], ("Ballot", [raw]), *poll.steps[3:]])


def second(poll: Poll) -> bytes:
    return poll.steps[2][1][0]


def changed(poll: Poll, change: Callable[[Any], None], *, sign: bool = True) -> bytes:
    """The second voter's ballot changed as a JSON value, and signed again by the voter."""
    value = json.loads(second(poll))
    change(value)
    if not sign:
        return with_ballot(poll, canonical.write(value))
    del value["signature"]
    return with_ballot(poll, signed(poll, canonical.write(value), 1))


ALPHA = ("answers", 0, "choices", 0, "alpha")
RESPONSE = ("answers", 0, "individual_proofs", 0, 0, "response")


@forgery("election-uuid", tool=True)
def a_ballot_of_another_election(poll: Poll) -> bytes:
    return changed(poll, setting("election_uuid", to=lambda _old: "22222222222222"))


@forgery("election-hash", tool=True)
def a_ballot_for_other_questions(poll: Poll) -> bytes:
    return changed(poll, setting("election_hash", to=lambda _old: hashing.compact(b"another")))


@forgery("proof", tool=True)
def a_ballot_replayed_under_another_credential(poll: Poll) -> bytes:
    value = json.loads(second(poll))
    value["credential"] = str(credentials.public(poll.credentials[2], UUID, BELENIOS))
    del value["signature"]
    return with_ballot(poll, signed(poll, canonical.write(value), 2))


@forgery("signature", tool=True)
def a_signature_by_somebody_else(poll: Poll) -> bytes:
    return with_ballot(poll, signed(poll, ballots.unsigned(second(poll)), 2))


@forgery("signature", tool=True)
def a_signature_of_another_ballot(poll: Poll) -> bytes:
    return changed(poll, setting("signature", "hash", to=lambda _old: hashing.compact(b"other")), sign=False)


@forgery("overall-proof", tool=True)
def more_answers_than_are_permitted(poll: Poll) -> bytes:
    return with_ballot(poll, voted_by(Dishonest, poll, [[1, 1], [1, 0, 0, 0]]))


@forgery("blank-proof", tool=True)
def a_blank_vote_that_chooses_somebody(poll: Poll) -> bytes:
    return with_ballot(poll, voted_by(Dishonest, poll, [[1, 0], [1, 1, 0, 0]]))


@forgery("proof", tool=True)
def a_choice_that_counts_twice(poll: Poll) -> bytes:
    return with_ballot(poll, voted_by(Dishonest, poll, [[2, 0], [1, 0, 0, 0]]))


@forgery("range", tool=True)
def an_exponent_with_the_order_added(poll: Poll) -> bytes:
    return changed(poll, setting(*RESPONSE, to=lambda old: str(int(old) + Q)))


@forgery("range", tool=True)
def an_element_with_the_modulus_added(poll: Poll) -> bytes:
    return changed(poll, setting(*ALPHA, to=lambda old: str(int(old) + P)))


@forgery("proof", tool=True)
def swapped_ciphertexts(poll: Poll) -> bytes:
    return changed(poll, setting("answers", 0, "choices", to=lambda old: old[::-1]))


@forgery("subgroup", tool=True)
def a_negated_alpha_whose_proofs_all_hold(poll: Poll) -> bytes:
    return with_ballot(poll, voted_by(Negating, poll, [[1, 0], [1, 0, 0, 0]]))


@forgery("credential", tool=True)
def a_credential_that_is_not_listed(poll: Poll) -> bytes:
    stranger = Poll(voters=4, seed=5)
    stranger.election = poll.election
    return with_ballot(poll, stranger.ballot(3, [[1, 0], [1, 0, 0, 0]]))


@forgery("json", tool=True)
def spaces_in_a_ballot(poll: Poll) -> bytes:
    return with_ballot(poll, second(poll).replace(b'","credential"', b'", "credential"'))


@forgery("json", tool=True)
def a_newline_behind_a_ballot(poll: Poll) -> bytes:
    return with_ballot(poll, second(poll) + b"\n")


@forgery("fields", tool=True)
def fields_in_another_order(poll: Poll) -> bytes:
    value = json.loads(second(poll))
    return with_ballot(poll, canonical.write(dict(reversed(value.items()))))


@forgery("fields", tool=True)
def a_field_too_many(poll: Poll) -> bytes:
    return changed(poll, lambda value: value.update(note="mine"), sign=False)


@forgery("json", tool=True)
def a_field_that_stands_twice(poll: Poll) -> bytes:
    return with_ballot(poll, second(poll).replace(b'"answers":', b'"answers":[],"answers":', 1))


@forgery("shape", tool=True)
def an_answer_too_many(poll: Poll) -> bytes:
    return changed(poll, setting("answers", to=lambda old: [*old, old[0]]))


@forgery("shape", tool=True)
def an_answer_missing(poll: Poll) -> bytes:
    return changed(poll, setting("answers", to=lambda old: old[:1]))


@forgery("shape", tool=True)
def a_choice_missing(poll: Poll) -> bytes:
    return changed(poll, setting("answers", 0, "choices", to=lambda old: old[:1]))
