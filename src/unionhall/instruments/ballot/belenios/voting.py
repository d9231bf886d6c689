"""Making a ballot: encrypting what is chosen, and proving that it is a permitted choice."""

from collections.abc import Sequence

from unionhall.instruments.ballot.belenios import ballots, claims, credentials, hashing, numbers, proofs
from unionhall.instruments.ballot.belenios.ballots import Answer, Cipher
from unionhall.instruments.ballot.belenios.claims import Claim
from unionhall.instruments.ballot.belenios.elections import Election, Question
from unionhall.instruments.ballot.belenios.numbers import Draw
from unionhall.instruments.ballot.belenios.proofs import Proof

Choices = Sequence[Sequence[int]]


def vote(election: Election, credential: str, choices: Choices, draw: Draw = numbers.draw) -> bytes:
    """A ballot with all its proofs and its signature.

    `choices` has a list of 0 and 1 for each question, one number an answer; where a blank vote is
    permitted, its flag comes first. ValueError for what the question does not permit. `draw` is called for:
    every r of a question; for each claim the challenge and response of its false branches and then w; last
    the signature's w. Belenios specification 2.0, "Ballot" and "Credentials" (signature).
    """
    secret = credentials.secret(credential, election.uuid, election.group)
    public = election.group.exp(secret)
    for question, chosen in zip(election.questions, choices, strict=True):
        if not is_permitted(question, chosen):
            raise ValueError(f"{list(chosen)} is no permitted answer to {question.text!r}")
    answers = tuple(
        Answering(election, question, public, chosen, draw).answer()
        for question, chosen in zip(election.questions, choices, strict=True)
    )
    raw = ballots.write(election, public, answers)
    signature = proofs.prove(election.group, secret, f"sig|{hashing.compact(raw)}|", draw)
    return ballots.sign(raw, signature)


def is_permitted(question: Question, chosen: Sequence[int]) -> bool:
    """Whether these flags answer the question: nothing but blank, or a permitted number of answers."""
    if len(chosen) != question.choices or not set(chosen) <= {0, 1}:
        return False
    if question.blank and chosen[0]:
        return sum(chosen) == 1
    return question.least <= sum(chosen) <= question.most


class Answering:
    """One question being answered: the secrets r stay in here."""

    def __init__(
        self, election: Election, question: Question, public: int, chosen: Sequence[int], draw: Draw
    ) -> None:
        self._election, self._group = election, election.group
        self._question, self._public = question, public
        self._chosen, self._draw = chosen, draw
        self._secrets = [draw(election.group.order) for _ in chosen]

    def answer(self) -> Answer:
        """The encrypted choices with all their proofs."""
        choices = self.choices()
        about = claims.prefixes(self._question, choices, self._election, self._public)
        found = tuple(map(self.prove, claims.claims(self._question), about))
        blank = found[-2] if self._question.blank else None
        return Answer(choices, found[: len(choices)], found[-1], blank)

    def choices(self) -> tuple[Cipher, ...]:
        """Each choice under its own secret."""
        return tuple(map(self.encrypt, self._secrets, self._chosen))

    def encrypt(self, secret: int, value: int) -> Cipher:
        """alpha = g^secret, beta = y^secret · g^value."""
        group = self._group
        beta = self._election.key(secret) * group.exp(value) % group.modulus
        return Cipher(group.exp(secret), beta)

    def prove(self, claim: Claim, prefix: str) -> tuple[Proof, ...]:
        """Simulate the false branches; the true one takes what is left of the hash."""
        order = self._group.order
        sums = [sum(self._chosen[index] for index in branch.over) for branch in claim.branches]
        keys = [sum(self._secrets[index] for index in branch.over) % order for branch in claim.branches]
        true = self.true_branch(claim, sums)
        found: dict[int, Proof] = {}
        commitments: dict[int, Cipher] = {}
        for index, branch in enumerate(claim.branches):
            if index != true:
                found[index] = Proof(self._draw(order), self._draw(order))
                gap = sums[index] - branch.value
                commitments[index] = self._simulate(found[index], keys[index], gap)
        random = self._draw(order)
        commitments[true] = self.encrypt(random, 0)
        hashed = [number for index in range(len(sums)) for number in commitments[index]]
        whole = hashing.challenge(self._group, prefix, hashed)
        challenge = (whole - sum(proof.challenge for proof in found.values())) % order
        found[true] = Proof(challenge, (random - keys[true] * challenge) % order)
        return tuple(found[index] for index in range(len(sums)))

    def true_branch(self, claim: Claim, sums: Sequence[int]) -> int:
        """The index of the first branch that is true of these sums."""
        return next(i for i, branch in enumerate(claim.branches) if sums[i] == branch.value)

    def _simulate(self, proof: Proof, key: int, gap: int) -> Cipher:
        """The commitments of a false branch; since r is known, both are powers of fixed bases."""
        group = self._group
        exponent = (proof.response + key * proof.challenge) % group.order
        beta = self._election.key(exponent) * group.exp(gap * proof.challenge % group.order)
        return Cipher(group.exp(exponent), beta % group.modulus)
