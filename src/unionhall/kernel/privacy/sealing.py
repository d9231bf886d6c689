"""Sealing texts and files under the key of a matter or a person: AES-256-GCM (NIST SP 800-38D).

What is sealed is bound to the place where it lies, so that nobody can move it to another row or matter. It
is filled up before, so that its length doesn't tell what it says: a yes lies as long as a no, or as a page.
"""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from unionhall.kernel.privacy.keys import Scope, store
from unionhall.kernel.privacy.keys.faults import SealBroken

VERSION, NONCE = b"\x02", 12  # the first byte, and the nonce's length in bytes
UNFILLED = b"\x01"  # the first byte of what was sealed at its own length, by earlier releases
SMALLEST, LARGE = 256, 64 * 1024  # bytes
END = b"\x80"
MARK = "\ue000sealed:"  # begins with a sign for private use, which nobody types
FILLED = f'^"?{MARK}A[g-v]'  # how a column begins that was sealed with this first byte, JSON too


def seal(scope: Scope, content: bytes, place: str) -> bytes:
    """The content sealed under the scope's key, made on first use. Raises KeyDestroyed.

    Args:
        place: where it will lie, such as a table, a column and a row's number; needed to open it.
    """
    return lock(store().key_or_new(scope), content, f"{scope} {place}")


def lock(key: bytes, content: bytes, whose: str) -> bytes:
    """The content sealed under a key of 32 bytes; `whose` is needed to open it."""
    nonce = secrets.token_bytes(NONCE)
    filled = content + END
    filled += bytes(space(len(content)) - len(filled))
    return VERSION + nonce + AESGCM(key).encrypt(nonce, filled, _bound(VERSION, whose))


def unseal(scope: Scope, sealed: bytes, place: str) -> bytes:
    """The content again. Raises SealBroken, KeyDestroyed, KeyMissing, WrongUnionKey."""
    if sealed[:1] not in (VERSION, UNFILLED):
        raise SealBroken(f"{place} of {scope} is not sealed in a way that is known here.")
    return unlock(store().key(scope), sealed, f"{scope} {place}")


def unlock(key: bytes, sealed: bytes, whose: str) -> bytes:
    """The content again. Raises SealBroken."""
    version, nonce, content = sealed[:1], sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    try:
        opened = AESGCM(key).decrypt(nonce, content, _bound(version, whose))
    except (InvalidTag, ValueError) as error:
        raise SealBroken(f"{whose} was altered.") from error
    return opened if version == UNFILLED else opened.rstrip(b"\0").removesuffix(END)


def space(length: int) -> int:
    """How many bytes are sealed for content of so many: of few lengths, and at most twice as many."""
    needed = length + len(END)
    if needed > LARGE:
        return -(-needed // LARGE) * LARGE
    return max(SMALLEST, 1 << (needed - 1).bit_length())


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


def _bound(version: bytes, whose: str) -> bytes:
    return whose.encode() if version == UNFILLED else version + whose.encode()
