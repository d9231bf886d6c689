"""Private messages between trustees: signed by the sender, encrypted for one, never in the archive."""

from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESCCM

from unionhall.instruments.ballot.belenios import canonical, numbers, proofs
from unionhall.instruments.ballot.belenios.credentials import ALPHABET
from unionhall.instruments.ballot.belenios.errors import Invalid
from unionhall.instruments.ballot.belenios.groups import Group
from unionhall.instruments.ballot.belenios.numbers import Draw

SEED = 22
_TAG = 8
_LARGE = 65_536  # from here on the length takes one byte of the nonce


class Channel:
    """A trustee's channel keys, both from one seed: `signing` signs, `opening` decrypts."""

    def __init__(self, group: Group, seed: str) -> None:
        self.group = group
        self.signing = self._derived("sk", seed)
        self.opening = self._derived("dk", seed)

    @property
    def address(self) -> int:
        """The public key for which others encrypt."""
        return self.group.exp(self.opening)

    def _derived(self, word: str, seed: str) -> int:
        hashed = sha256(f"{word}|{seed}".encode()).digest()
        return numbers.whole(int.from_bytes(hashed, "big")) % self.group.order


def new_seed(draw: Draw = numbers.draw) -> str:
    """A trustee's secret: 22 characters of base 58 (specification 2.0, "Public key infrastructure")."""
    return "".join(ALPHABET[int(draw(len(ALPHABET)))] for _ in range(SEED))


def send(channel: Channel, address: int, content: bytes, draw: Draw = numbers.draw) -> str:
    """`content` signed by the channel's owner and encrypted for the owner of `address`, as JSON text.

    Specification 2.0, "Public key infrastructure": the key of AES-256-CCM is hashed from a random element,
    which is encrypted by ElGamal; the nonce is hashed from its first half.
    """
    group = channel.group
    message = canonical.write({"recipient": str(address), "message": content.decode()}).decode()
    signed = proofs.sign(group, channel.signing, message, draw)
    return seal(group, address, canonical.write(signed.shown()), draw)


def seal(group: Group, address: int, content: bytes, draw: Draw = numbers.draw) -> str:
    """`content` encrypted for the owner of `address`, whoever wrote it, as JSON text."""
    random = draw(group.order)
    element = group.exp(draw(group.order))
    alpha, beta = group.exp(random), group.power(address, random) * element % group.modulus
    sealed = _cipher(element).encrypt(_nonce(alpha, len(content)), content, None)
    return canonical.write({"alpha": str(alpha), "beta": str(beta), "data": sealed.hex()}).decode()


def receive(channel: Channel, sender: int, text: str) -> bytes:
    """The content of a message to the channel's owner; `sender` is the key that must have signed it.

    Invalid `message` for what was not meant for this channel, altered, or signed by somebody else.
    """
    group = channel.group
    signed = proofs.read_signed(canonical.read(unseal(channel, text)), group)
    recipient, content = canonical.fields(canonical.read(signed.message.encode()), "recipient", "message")
    if recipient != str(channel.address):
        raise Invalid("message", "the message was written to somebody else")
    if not proofs.holds(group, sender, f"sigmsg|{signed.message}|", signed.signature):
        raise Invalid("message", "the message is not signed by its sender")
    return canonical.text(content, "the content of a message").encode()


def unseal(channel: Channel, text: str) -> bytes:
    """The inverse of `seal` for the channel's owner; Invalid `message` for what was encrypted for others."""
    group = channel.group
    alpha_text, beta_text, sealed = canonical.fields(
        canonical.read(canonical.text(text, "a message").encode()), "alpha", "beta", "data"
    )
    alpha, beta = group.member(alpha_text, "a message"), group.member(beta_text, "a message")
    element = beta * group.power(alpha, -channel.opening) % group.modulus
    return _opened(element, alpha, canonical.text(sealed, "a message"))


def _opened(element: int, alpha: int, sealed: str) -> bytes:
    try:
        whole = bytes.fromhex(sealed)
        return _cipher(element).decrypt(_nonce(alpha, len(whole) - _TAG), whole, None)
    except (InvalidTag, ValueError):
        raise Invalid("message", "the message was altered, or encrypted for somebody else") from None


def _cipher(element: int) -> AESCCM:
    return AESCCM(sha256(f"key|{element}".encode()).digest(), tag_length=_TAG)


def _nonce(alpha: int, length: int) -> bytes:
    return sha256(f"iv|{alpha}".encode()).digest()[: 13 if length < _LARGE else 12]
