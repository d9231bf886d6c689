"""The hall's own signatures: Ed25519, each purpose with a key and a context of its own.

Nothing here needs Django or a database.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from unionhall.ground import secret_files


def key_in(home: Path, name: str) -> Ed25519PrivateKey:
    """The hall's key of that name, made on first use from a secret file of its home."""
    secret = secret_files.read_or_create(home / name)
    return Ed25519PrivateKey.from_private_bytes(sha256(secret.encode()).digest())


def public_text(key: Ed25519PrivateKey) -> str:
    """The public key as it is published: its 32 bytes in base64url."""
    return text(key.public_key().public_bytes_raw())


def is_signed(content: bytes, signature: str, public: str) -> bool:
    """Whether the content was signed with the published key; False for what is no signature at all."""
    try:
        Ed25519PublicKey.from_public_bytes(plain(public)).verify(plain(signature), content)
    except (ValueError, InvalidSignature):
        return False
    return True


def text(content: bytes) -> str:
    """Bytes in base64url without padding."""
    return urlsafe_b64encode(content).decode().rstrip("=")


def plain(written: str) -> bytes:
    """The bytes again; ValueError for what isn't base64url."""
    return urlsafe_b64decode(written + "=" * (-len(written) % 4))
