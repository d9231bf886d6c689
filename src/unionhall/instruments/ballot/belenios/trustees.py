"""The trustees, who hold the key of an election together: each alone, or any t of several."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from unionhall.instruments.ballot.belenios import canonical, numbers, proofs
from unionhall.instruments.ballot.belenios.errors import Invalid
from unionhall.instruments.ballot.belenios.groups import Group
from unionhall.instruments.ballot.belenios.numbers import Draw
from unionhall.instruments.ballot.belenios.proofs import Proof, Signed


class Key(NamedTuple):
    """A public key and the proof that somebody knows its secret."""

    public_key: int
    proof: Proof

    def shown(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"pok": self.proof.shown(), "public_key": str(self.public_key)}


class Single(NamedTuple):
    """A trustee who is needed in any case."""

    key: Key

    def shown(self) -> list[Any]:
        """As JSON has it."""
        return ["Single", self.key.shown()]


class Pedersen(NamedTuple):
    """Several trustees of whom `threshold` are needed; certificates and coefficients show how it came."""

    threshold: int
    certificates: tuple[Signed, ...]
    coefficients: tuple[Signed, ...]
    keys: tuple[Key, ...]

    def shown(self) -> list[Any]:
        """As JSON has it."""
        parts = {"threshold": self.threshold, "certs": [signed.shown() for signed in self.certificates]}
        parts |= {"coefexps": [signed.shown() for signed in self.coefficients]}
        return ["Pedersen", parts | {"verification_keys": [key.shown() for key in self.keys]}]


Trustees = tuple[Single | Pedersen, ...]
T = TypeVar("T")


def make_key(group: Group, draw: Draw = numbers.draw) -> tuple[int, Key]:
    """A new secret key and its public part (specification 2.0, "Trustee's public key")."""
    secret = draw(group.order)
    return secret, public_part(group, secret, draw)


def public_part(group: Group, secret: int, draw: Draw = numbers.draw) -> Key:
    """The public key of a secret with a fresh proof."""
    public_key = group.exp(secret)
    return Key(public_key, proofs.prove(group, secret, proofs.key_prefix(group, public_key), draw))


def write_secret(secret: int) -> bytes:
    """A single trustee's secret as `belenios-tool` keeps it in a file: a JSON string."""
    return canonical.write(str(secret))


def read_secret(raw: bytes, group: Group) -> int:
    """The inverse of `write_secret`; a newline at the end is allowed."""
    return group.exponent(canonical.read(raw.rstrip(b"\n")))


def write(trustees: Trustees) -> bytes:
    """The record of all trustees (specification 2.0, "Trustees")."""
    return canonical.write([trustee.shown() for trustee in trustees])


def read(raw: bytes, group: Group) -> Trustees:
    """The trustees in these bytes, whose keys are in the group; their proofs are checked by `check`."""
    return tuple(_trustee(value, group) for value in canonical.items(canonical.read(raw), "the trustees"))


def read_key(value: Any, group: Group) -> Key:
    """A public key with its proof, which is not yet checked, from JSON."""
    proof, public_key, name = canonical.fields(value, "pok", "public_key", "name?")
    canonical.text("" if name is None else name, "the name of a trustee")
    return Key(group.member(public_key, "the key of a trustee"), proofs.read(proof, group))


def keys(trustees: Trustees) -> list[Key]:
    """All keys in the order by which partial decryptions name their owners, who count from 1."""
    return [
        key
        for trustee in trustees
        for key in ((trustee.key,) if isinstance(trustee, Single) else trustee.keys)
    ]


def check(trustees: Trustees, group: Group) -> None:
    """Everything that trustees must show, before there is an election.

    Invalid `trustee-key` for a wrong proof of a key, `trustees` for wrong certificates, coefficients or
    verification keys, `subgroup` for a number outside the group. Specification 2.0, "Trustees" and
    "Threshold parameters".
    """
    if not trustees:
        raise Invalid("trustees", "there is no trustee")
    for index, key in enumerate(keys(trustees), 1):
        check_key(group, key, f"trustee {index}")
    for trustee in trustees:
        if isinstance(trustee, Pedersen):
            check_threshold(trustee, group)


def check_key(group: Group, key: Key, whose: str) -> None:
    """Invalid `trustee-key` unless the proof shows that somebody knows the secret of the key."""
    if not proofs.holds(group, key.public_key, proofs.key_prefix(group, key.public_key), key.proof):
        raise Invalid("trustee-key", f"the proof of the key of {whose} is wrong")


def public_key(trustees: Trustees, group: Group) -> int:
    """The key of the election: the product of all single keys and of the constant terms of the others."""
    found = 1
    for trustee in trustees:
        if isinstance(trustee, Single):
            found = found * trustee.key.public_key % group.modulus
        else:
            for signed in trustee.coefficients:
                found = found * read_coefficients(signed, trustee.threshold, group)[0] % group.modulus
    return numbers.whole(found)


def check_threshold(trustee: Pedersen, group: Group) -> None:
    """Invalid unless certificates and coefficients are signed, in the group, and give the keys."""
    parties = len(trustee.keys)
    if not (1 <= trustee.threshold <= parties == len(trustee.certificates) == len(trustee.coefficients)):
        raise Invalid("trustees", "the numbers of trustees, certificates and coefficients do not fit")
    for index, (certificate, signed) in enumerate(
        zip(trustee.certificates, trustee.coefficients, strict=True), 1
    ):
        signing, _encryption = read_certificate(certificate, group)
        proofs.check_signed(group, signing, certificate, f"certificate {index}")
        proofs.check_signed(group, signing, signed, f"the coefficients of trustee {index}")
    coefficients = [read_coefficients(signed, trustee.threshold, group) for signed in trustee.coefficients]
    for index, key in enumerate(trustee.keys, 1):
        if key.public_key != evaluate(coefficients, index, group):
            raise Invalid(
                "trustees", f"the verification key of trustee {index} is not that of the coefficients"
            )


def read_certificate(certificate: Signed, group: Group) -> tuple[int, int]:
    """The channel keys of a certificate: for its signatures, and for messages to its owner."""
    value = canonical.read(certificate.message.encode())
    signing, encryption = canonical.fields(value, "verification", "encryption")
    return group.member(signing, "a key of a certificate"), group.member(encryption, "a key of a certificate")


def read_coefficients(signed: Signed, threshold: int, group: Group) -> list[int]:
    """The public coefficients A_0 … A_(t-1) of one trustee's polynomial."""
    (listed,) = canonical.fields(canonical.read(signed.message.encode()), "coefexps")
    found = [group.member(text, "a coefficient") for text in canonical.items(listed, "the coefficients")]
    if len(found) != threshold:
        raise Invalid("trustees", "the number of coefficients is not the threshold")
    return found


def evaluate(coefficients: Sequence[Sequence[int]], index: int, group: Group) -> int:
    """g to the sum of all polynomials at `index`: the product of A_ik^(index^k)."""
    found = 1
    for row in coefficients:
        for degree, element in enumerate(row):
            found = found * group.power(element, index**degree) % group.modulus
    return numbers.whole(found)


def _trustee(value: Any, group: Group) -> Single | Pedersen:
    kind, content = _pair(value)
    if kind == "Single":
        return Single(read_key(content, group))
    if kind != "Pedersen":
        raise Invalid("trustees", "a trustee is neither Single nor Pedersen")
    threshold, certificates, coefficients, verification = canonical.fields(
        content, "threshold", "certs", "coefexps", "verification_keys"
    )
    return Pedersen(
        canonical.count(threshold, "the threshold"),
        tuple(_each(certificates, proofs.read_signed, group)),
        tuple(_each(coefficients, proofs.read_signed, group)),
        tuple(_each(verification, read_key, group)),
    )


def _each(value: Any, read_one: Callable[[Any, Group], T], group: Group) -> Iterator[T]:
    return (read_one(one, group) for one in canonical.items(value, "a list of the trustees"))


def _pair(value: Any) -> tuple[Any, Any]:
    pair = canonical.items(value, "a trustee")
    if len(pair) != 2:
        raise Invalid("trustees", "a trustee is not a kind and its content")
    return pair[0], pair[1]
