"""A ballot as it stands in the archive."""

from collections.abc import Callable
from typing import Any, NamedTuple

from unionhall.instruments.ballot.belenios import canonical, hashing, proofs
from unionhall.instruments.ballot.belenios.elections import Election, Question
from unionhall.instruments.ballot.belenios.errors import Invalid
from unionhall.instruments.ballot.belenios.groups import Group
from unionhall.instruments.ballot.belenios.proofs import Proof

_SIGNATURE = b',"signature":{'


class Cipher(NamedTuple):
    """One encrypted choice: alpha = g^r, beta = y^r · g^m."""

    alpha: int
    beta: int

    def shown(self) -> dict[str, str]:
        """As JSON has it."""
        return {"alpha": str(self.alpha), "beta": str(self.beta)}

    def __str__(self) -> str:
        return f"{self.alpha},{self.beta}"


class Answer(NamedTuple):
    """The choices of one question and their proofs: each is 0 or 1, and their number is permitted."""

    choices: tuple[Cipher, ...]
    individual: tuple[tuple[Proof, ...], ...]
    overall: tuple[Proof, ...]
    blank: tuple[Proof, ...] | None

    def shown(self) -> dict[str, Any]:
        """As JSON has it."""
        shown = {
            "choices": [choice.shown() for choice in self.choices],
            "individual_proofs": [[proof.shown() for proof in pair] for pair in self.individual],
            "overall_proof": [proof.shown() for proof in self.overall],
        }
        blank = {} if self.blank is None else {"blank_proof": [proof.shown() for proof in self.blank]}
        return shown | blank


class Ballot(NamedTuple):
    """A ballot that was parsed; nothing of it is yet checked but the ranges of its numbers."""

    credential: int
    answers: tuple[Answer, ...]
    signed: str
    signature: Proof
    raw: bytes

    @property
    def tracker(self) -> str:
        """What the voter keeps to find the ballot again."""
        return hashing.compact(self.raw)


def opening(election: Election) -> bytes:
    """How every ballot of the election begins, up to the digits of its credential."""
    head = {"election_uuid": election.uuid, "election_hash": election.fingerprint, "credential": ""}
    return canonical.write(head)[:-2]


def credential_of(raw: bytes, election: Election) -> str | None:
    """The credential of a ballot without parsing the rest; None if it does not begin as it must."""
    start = opening(election)
    end = raw.find(b'"', len(start))
    if not raw.startswith(start) or end < 0:
        return None
    return raw[len(start) : end].decode("ascii", "replace")


def read(raw: bytes, election: Election) -> Ballot:
    """The ballot in these bytes (specification 2.0, "Ballot").

    Invalid `election-uuid` or `election-hash` for a ballot of another election, `shape` for too few or too
    many answers, choices or proofs, `json`, `fields`, `number` and `range` for other spellings and numbers.
    """
    uuid, fingerprint, credential, answers, signature = canonical.fields(
        canonical.read(raw), "election_uuid", "election_hash", "credential", "answers", "signature"
    )
    if uuid != election.uuid:
        raise Invalid("election-uuid", "the ballot is for another election")
    if fingerprint != election.fingerprint:
        raise Invalid("election-hash", "the ballot is for other questions or another key")
    group = election.group
    _number(canonical.items(answers, "the answers"), len(election.questions), "answers")
    signed, proof = canonical.fields(signature, "hash", "proof")
    return Ballot(
        group.element(credential),
        tuple(map(_answer_in(group), answers, election.questions)),
        canonical.text(signed, "the hash of the signature"),
        proofs.read(proof, group),
        raw,
    )


def write(election: Election, credential: int, answers: tuple[Answer, ...]) -> bytes:
    """The bytes of a ballot before it is signed."""
    head = {"election_uuid": election.uuid, "election_hash": election.fingerprint}
    shown = {"credential": str(credential), "answers": [answer.shown() for answer in answers]}
    return canonical.write(head | shown)


def unsigned(raw: bytes) -> bytes:
    """The bytes of a ballot that its signature is about."""
    return raw[: raw.rindex(_SIGNATURE)] + b"}"


def sign(raw: bytes, proof: Proof) -> bytes:
    """The bytes of a ballot with its signature."""
    signature = canonical.write({"hash": hashing.compact(raw), "proof": proof.shown()})
    return raw[:-1] + _SIGNATURE[:-1] + signature + b"}"


def _answer_in(group: Group) -> Callable[[Any, Question], Answer]:
    def read_answer(value: Any, question: Question) -> Answer:
        choices, individual, overall, blank = canonical.fields(
            value, "choices", "individual_proofs", "overall_proof", "blank_proof?"
        )
        if (blank is not None) != question.blank:
            raise Invalid("shape", "the proof of a blank vote is missing, or stands where there is none")
        values = question.most - question.least + 1 + question.blank
        return Answer(
            tuple(cipher(choice, group) for choice in _number(choices, question.choices, "choices")),
            tuple(_proofs(pair, 2, group) for pair in _number(individual, question.choices, "proofs")),
            _proofs(overall, values, group),
            None if blank is None else _proofs(blank, 2, group),
        )

    return read_answer


def cipher(value: Any, group: Group) -> Cipher:
    """A ciphertext from JSON; whether it is in the subgroup is not yet checked."""
    alpha, beta = canonical.fields(value, "alpha", "beta")
    return Cipher(group.element(alpha), group.element(beta))


def _proofs(value: Any, expected: int, group: Group) -> tuple[Proof, ...]:
    return tuple(proofs.read(proof, group) for proof in _number(value, expected, "parts of a proof"))


def _number(value: Any, expected: int, what: str) -> list[Any]:
    found = canonical.items(value, what)
    if len(found) != expected:
        raise Invalid("shape", f"there are {len(found)} {what} and not {expected}")
    return found
