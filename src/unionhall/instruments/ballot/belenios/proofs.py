"""Proofs of knowledge: that somebody knows a secret without showing it."""

from typing import Any, NamedTuple

from unionhall.instruments.ballot.belenios import canonical, hashing
from unionhall.instruments.ballot.belenios.errors import Invalid
from unionhall.instruments.ballot.belenios.groups import Group
from unionhall.instruments.ballot.belenios.numbers import Draw


class Proof(NamedTuple):
    """A challenge and a response, both below the order of the group."""

    challenge: int
    response: int

    def shown(self) -> dict[str, str]:
        """As JSON has it."""
        return {"challenge": str(self.challenge), "response": str(self.response)}


class Signed(NamedTuple):
    """A message with the signature of a trustee's channel key."""

    message: str
    signature: Proof

    def shown(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"message": self.message, "signature": self.signature.shown()}


def read(value: Any, group: Group) -> Proof:
    """A proof from JSON; Invalid `range` for numbers that are not below the order."""
    challenge, response = canonical.fields(value, "challenge", "response")
    return Proof(group.exponent(challenge), group.exponent(response))


def read_signed(value: Any, group: Group) -> Signed:
    """A signed message from JSON; its signature is not yet checked."""
    message, signature = canonical.fields(value, "message", "signature")
    return Signed(canonical.text(message, "a message"), read(signature, group))


def prove(group: Group, secret: int, prefix: str, draw: Draw) -> Proof:
    """That the secret of g^secret is known (specification 2.0, "Proofs of knowledge": Schnorr's)."""
    random = draw(group.order)
    challenge = hashing.challenge(group, prefix, [group.exp(random)])
    return Proof(challenge, (random - secret * challenge) % group.order)


def holds(group: Group, key: int, prefix: str, proof: Proof) -> bool:
    """Whether the proof shows the secret of `key`, an element of the group."""
    commitment = group.exp(proof.response) * group.power(key, proof.challenge) % group.modulus
    return hashing.challenge(group, prefix, [commitment]) == proof.challenge


def key_prefix(group: Group, public_key: int) -> str:
    """What a proof for a trustee's key is about (specification 2.0, "Trustee's public key")."""
    return f"pok|{group.name}|{public_key}|"


def sign(group: Group, secret: int, message: str, draw: Draw) -> Signed:
    """A message signed with a channel key (specification 2.0, "Public key infrastructure")."""
    return Signed(message, prove(group, secret, f"sigmsg|{message}|", draw))


def check_signed(group: Group, key: int, signed: Signed, what: str) -> None:
    """Invalid `trustees` unless `key` signed the message."""
    if not holds(group, key, f"sigmsg|{signed.message}|", signed.signature):
        raise Invalid("trustees", f"the signature of {what} is wrong")
