"""Sealing texts and files under the key of a matter or a person: AES-256-GCM (NIST SP 800-38D).

What is sealed is bound to the place where it lies, so that nobody can move it to another row or matter.
"""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from unionhall.kernel.privacy.keys import Scope, store
from unionhall.kernel.privacy.keys.faults import SealBroken

VERSION, NONCE = b"\x01", 12  # the first byte, and the nonce's length in bytes
MARK = "\ue000sealed:"  # begins with a sign for private use, which nobody types


def seal(scope: Scope, content: bytes, place: str) -> bytes:
    """The content sealed under the scope's key, made on first use. Raises KeyDestroyed.

    Args:
        place: where it will lie, such as a table, a column and a row's number; needed to open it.
    """
    nonce = secrets.token_bytes(NONCE)
    return VERSION + nonce + AESGCM(store().key_or_new(scope)).encrypt(nonce, content, _bound(scope, place))


def unseal(scope: Scope, sealed: bytes, place: str) -> bytes:
    """The content again. Raises SealBroken, KeyDestroyed, KeyMissing, WrongUnionKey."""
    if sealed[:1] != VERSION:
        raise SealBroken(f"{place} of {scope} is not sealed in a way that is known here.")
    nonce, content = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    try:
        return AESGCM(store().key(scope)).decrypt(nonce, content, _bound(scope, place))
    except (InvalidTag, ValueError) as error:
        raise SealBroken(f"{place} of {scope} was altered.") from error


def seal_text(scope: Scope, text: str, place: str) -> str:
    """Sealed text as a column keeps it."""
    return MARK + urlsafe_b64encode(seal(scope, text.encode(), place)).decode()


def unseal_text(scope: Scope, sealed: str, place: str) -> str:
    """The text again; raises as `unseal` does."""
    try:
        content = urlsafe_b64decode(sealed.removeprefix(MARK))
    except ValueError as error:
        raise SealBroken(f"{place} of {scope} was altered.") from error
    return unseal(scope, content, place).decode()


def is_sealed(text: object) -> bool:
    return isinstance(text, str) and text.startswith(MARK)


def plain(text: str) -> str:
    """What somebody wrote, so that it can't pass for something sealed."""
    return text[1:] if is_sealed(text) else text


def _bound(scope: Scope, place: str) -> bytes:
    return f"{scope} {place}".encode()
