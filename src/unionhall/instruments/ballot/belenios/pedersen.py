"""Making a key of which any t of n trustees can use their parts, while nobody ever has the whole.

1. Everybody publishes a certificate.  2. Everybody deals: a secret polynomial, one of its values to each of
the others, encrypted, and its public coefficients.  3. Everybody takes what was dealt to them, checks it,
and publishes a key.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from unionhall.instruments.ballot.belenios import canonical, messages, numbers, proofs, trustees
from unionhall.instruments.ballot.belenios.errors import Invalid
from unionhall.instruments.ballot.belenios.groups import Group
from unionhall.instruments.ballot.belenios.messages import Channel
from unionhall.instruments.ballot.belenios.numbers import Draw
from unionhall.instruments.ballot.belenios.proofs import Signed
from unionhall.instruments.ballot.belenios.trustees import Key, Pedersen


class Dealt(NamedTuple):
    """What one trustee deals: the polynomial for themselves, a value for each, the public coefficients."""

    polynomial: str
    secrets: tuple[str, ...]
    coefficients: Signed

    def write(self) -> bytes:
        """As `belenios-tool` writes it, a line of `polynomials.jsons`."""
        shown = {"polynomial": self.polynomial, "secrets": list(self.secrets)}
        return canonical.write(shown | {"coefexps": self.coefficients.shown()})


class Hand(NamedTuple):
    """What one trustee is handed (`vinput`): their polynomial, from everybody a value and coefficients."""

    polynomial: str
    secrets: tuple[str, ...]
    coefficients: tuple[Signed, ...]

    def write(self) -> bytes:
        """As `belenios-tool` writes it."""
        shown = {"polynomial": self.polynomial, "secrets": list(self.secrets)}
        return canonical.write(shown | {"coefexps": [signed.shown() for signed in self.coefficients]})


class Share(NamedTuple):
    """What one trustee ends with (`voutput`): the private key, encrypted for themselves, and the public."""

    private_key: str
    public_key: Key

    def write(self) -> bytes:
        """As `belenios-tool` writes it."""
        return canonical.write({"private_key": self.private_key, "public_key": self.public_key.shown()})


def certificate(channel: Channel, draw: Draw = numbers.draw) -> Signed:
    """The channel's public keys, signed (specification 2.0, "Certificates")."""
    group = channel.group
    keys = {"verification": str(group.exp(channel.signing)), "encryption": str(channel.address)}
    return proofs.sign(group, channel.signing, canonical.write(keys).decode(), draw)


def check_certificates(certificates: Sequence[Signed], group: Group) -> None:
    """Invalid `trustees` unless each is signed by its own key; `subgroup` for a key outside the group."""
    for index, signed in enumerate(certificates, 1):
        signing, _address = trustees.read_certificate(signed, group)
        proofs.check_signed(group, signing, signed, f"certificate {index}")


def deal(
    channel: Channel, certificates: Sequence[Signed], threshold: int, draw: Draw = numbers.draw
) -> Dealt:
    """A fresh polynomial of degree threshold - 1 (specification 2.0, "Channels" and "Polynomials")."""
    group = channel.group
    check_certificates(certificates, group)
    polynomial = [draw(group.order) for _ in range(threshold)]
    public = canonical.write({"coefexps": [str(group.exp(part)) for part in polynomial]}).decode()
    signed = proofs.sign(group, channel.signing, public, draw)
    kept = canonical.write({"polynomial": [str(part) for part in polynomial]})
    secrets = []
    for index, other in enumerate(certificates, 1):
        _signing, address = trustees.read_certificate(other, group)
        value = canonical.write({"secret": str(_value(polynomial, index, group))})
        secrets.append(messages.send(channel, address, value, draw))
    return Dealt(messages.send(channel, channel.address, kept, draw), tuple(secrets), signed)


def hand(dealt: Sequence[Dealt], index: int) -> Hand:
    """What trustee `index` (from 1) gets of what everybody dealt."""
    own = dealt[index - 1]
    return Hand(
        own.polynomial,
        tuple(one.secrets[index - 1] for one in dealt),
        tuple(one.coefficients for one in dealt),
    )


def accept(
    channel: Channel, certificates: Sequence[Signed], index: int, handed: Hand, draw: Draw = numbers.draw
) -> Share:
    """Check what trustee `index` was handed and add it up to their key (specification 2.0, "Verification").

    Invalid `trustees` or `message` says whose part is not as it must be; then nobody goes on.
    """
    group = channel.group
    check_certificates(certificates, group)
    if not len(certificates) == len(handed.secrets) == len(handed.coefficients):
        raise Invalid("trustees", "the numbers of certificates and of what was dealt do not fit")
    threshold = _check_own(channel, index, handed)
    secret = 0
    for sender, certified in enumerate(certificates, 1):
        secret += _part(channel, certified, handed, sender, index, threshold)
    secret = secret % group.order
    kept = canonical.write({"decryption_key": str(secret)})
    sealed = messages.send(channel, channel.address, kept, draw)
    return Share(sealed, trustees.public_part(group, numbers.whole(secret), draw))


def read_private_key(channel: Channel, sealed: str) -> int:
    """The secret of a share, which only its owner can read."""
    own = channel.group.exp(channel.signing)
    content = canonical.read(messages.receive(channel, own, sealed))
    (secret,) = canonical.fields(content, "decryption_key")
    return _reduced(secret, channel.group)


def assemble(
    threshold: int, certificates: Sequence[Signed], dealt: Sequence[Dealt], shares: Sequence[Share]
) -> Pedersen:
    """What is published of it all; check it with `trustees.check_threshold`."""
    coefficients = tuple(one.coefficients for one in dealt)
    return Pedersen(threshold, tuple(certificates), coefficients, tuple(share.public_key for share in shares))


def read_dealt(raw: bytes, group: Group) -> Dealt:
    """The inverse of `Dealt.write`."""
    polynomial, secrets, signed = canonical.fields(canonical.read(raw), "polynomial", "secrets", "coefexps")
    return Dealt(
        canonical.text(polynomial, "a polynomial"), _texts(secrets), proofs.read_signed(signed, group)
    )


def read_hand(raw: bytes, group: Group) -> Hand:
    """The inverse of `Hand.write`."""
    polynomial, secrets, signed = canonical.fields(canonical.read(raw), "polynomial", "secrets", "coefexps")
    coefficients = (proofs.read_signed(one, group) for one in canonical.items(signed, "the coefficients"))
    return Hand(canonical.text(polynomial, "a polynomial"), _texts(secrets), tuple(coefficients))


def read_share(raw: bytes, group: Group) -> Share:
    """The inverse of `Share.write`."""
    sealed, key = canonical.fields(canonical.read(raw), "private_key", "public_key")
    return Share(canonical.text(sealed, "a private key"), trustees.read_key(key, group))


def _check_own(channel: Channel, index: int, handed: Hand) -> int:
    """The threshold, once the coefficients under the own name are those of the own polynomial."""
    group = channel.group
    own = group.exp(channel.signing)
    (kept,) = canonical.fields(
        canonical.read(messages.receive(channel, own, handed.polynomial)), "polynomial"
    )
    mine = [str(group.exp(group.exponent(part))) for part in canonical.items(kept, "a polynomial")]
    message = canonical.write({"coefexps": mine}).decode()
    if not 1 <= index <= len(handed.coefficients) or handed.coefficients[index - 1].message != message:
        raise Invalid("trustees", "the coefficients under your name are not those of your polynomial")
    return len(mine)


def _part(channel: Channel, certified: Signed, handed: Hand, sender: int, index: int, threshold: int) -> int:
    """The value that one trustee dealt, once it fits their public coefficients."""
    group, signed = channel.group, handed.coefficients[sender - 1]
    signing, _address = trustees.read_certificate(certified, group)
    proofs.check_signed(group, signing, signed, f"the coefficients of trustee {sender}")
    content = canonical.read(messages.receive(channel, signing, handed.secrets[sender - 1]))
    (text,) = canonical.fields(content, "secret")
    secret = _reduced(text, group)
    coefficients = trustees.read_coefficients(signed, threshold, group)
    if group.exp(secret) != trustees.evaluate([coefficients], index, group):
        raise Invalid("trustees", f"what trustee {sender} dealt does not fit their coefficients")
    return secret


def _value(polynomial: Sequence[int], index: int, group: Group) -> int:
    found = numbers.whole(0)
    for part in reversed(polynomial):
        found = (found * index + part) % group.order
    return found


def _reduced(text: Any, group: Group) -> int:
    """A secret exponent; `belenios-tool` adds up without reducing."""
    return numbers.read(text, group.p) % group.order


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(canonical.text(one, "a message") for one in canonical.items(value, "the messages"))
