"""What the proofs of one answer claim, in the form that makes, checks and batches them alike.

A claim says that one of several branches is true; a branch says that the sum of some choices is a certain
value.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from unionhall.instruments.ballot.belenios.ballots import Answer, Ballot, Cipher
from unionhall.instruments.ballot.belenios.elections import Election, Question
from unionhall.instruments.ballot.belenios.groups import Group
from unionhall.instruments.ballot.belenios.proofs import Proof


class Branch(NamedTuple):
    """That the choices at these indexes add up to `value`."""

    over: tuple[int, ...]
    value: int


class Claim(NamedTuple):
    """One proof; `kind` is the class of its fault."""

    kind: str
    branches: tuple[Branch, ...]


class Case(NamedTuple):
    """A claim as one ballot makes it: `prefix` is hashed before the commitments."""

    question: Question
    claim: Claim
    prefix: str
    proofs: tuple[Proof, ...]
    choices: tuple[Cipher, ...]

    def total(self, group: Group, branch: Branch) -> Cipher:
        """The encryption of what the branch speaks of."""
        return total(group, self.choices, branch.over)


def cases(ballot: Ballot, election: Election) -> Iterator[Case]:
    """Every claim of a ballot, in the order of its questions and of `claims`."""
    for question, answer in zip(election.questions, ballot.answers, strict=True):
        about = prefixes(question, answer.choices, election, ballot.credential)
        for claim, prefix, parts in zip(claims(question), about, proofs_of(answer), strict=True):
            yield Case(question, claim, prefix, parts, answer.choices)


@cache
def claims(question: Question) -> tuple[Claim, ...]:
    """The claims of one answer: each choice, then the blank vote if there may be one, then the number.

    Belenios specification 2.0, "Proof of interval membership" and "Proof of possibly-blank votes".
    """
    single = [Claim("proof", (_only(i, 0), _only(i, 1))) for i in range(question.choices)]
    chosen = tuple(range(1 if question.blank else 0, question.choices))
    sums = tuple(Branch(chosen, value) for value in range(question.least, question.most + 1))
    if not question.blank:
        return (*single, Claim("overall-proof", sums))
    blank = Claim("blank-proof", (_only(0, 0), Branch(chosen, 0)))
    return (*single, blank, Claim("overall-proof", (_only(0, 1), *sums)))


def prefixes(
    question: Question, choices: Sequence[Cipher], election: Election, credential: int
) -> Iterator[str]:
    """What stands before the commitments when each claim's challenge is hashed, in the order of `claims`.

    The fingerprint and the credential tie the proof to this election and voter; the proofs about sums name
    every ciphertext of the question.
    """
    start = f"{election.fingerprint}|{credential}"
    shown = [str(choice) for choice in choices]
    for text in shown:
        yield f"prove|{start}|{text}|"
    whole = f"{start}|{','.join(shown)}"
    if question.blank:
        yield f"bproof0|{whole}|"
        yield f"bproof1|{whole}|"
    else:
        yield f"prove|{whole}|{total(election.group, choices, range(len(choices)))}|"


def proofs_of(answer: Answer) -> tuple[tuple[Proof, ...], ...]:
    """The proofs of an answer in the order of `claims`."""
    blank = () if answer.blank is None else (answer.blank,)
    return (*answer.individual, *blank, answer.overall)


def total(group: Group, choices: Sequence[Cipher], over: Sequence[int]) -> Cipher:
    """The encryption of the sum of some choices: the product of their ciphertexts."""
    if len(over) == 1:
        return choices[over[0]]
    alpha, beta = 1, 1
    for index in over:
        alpha = alpha * choices[index].alpha % group.modulus
        beta = beta * choices[index].beta % group.modulus
    return Cipher(alpha, beta)


def _only(index: int, value: int) -> Branch:
    return Branch((index,), value)
