"""Sealing, as anybody can recompute it."""

import re
from base64 import urlsafe_b64encode
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from unionhall.kernel.privacy import sealing
from unionhall.kernel.privacy.keys import of_matter, of_person, store
from unionhall.kernel.privacy.keys.faults import SealBroken

SCOPE, PLACE = of_matter(uuid4()), "matters_message.text 3"


@given(st.text())
def test_what_was_sealed_is_opened_again(text: str) -> None:
    sealed = sealing.seal_text(SCOPE, text, PLACE)
    assert sealing.unseal_text(SCOPE, sealed, PLACE) == text
    assert sealing.is_sealed(sealed)
    assert not sealing.is_sealed(sealing.plain(sealed))


@given(st.binary(max_size=200), st.data())
def test_a_changed_byte_is_noticed(content: bytes, data: st.DataObject) -> None:
    sealed = bytearray(sealing.seal(SCOPE, content, PLACE))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBroken):
        sealing.unseal(SCOPE, bytes(sealed), PLACE)


@given(st.integers(0, 70_000), st.integers(0, 70_000))
def test_content_of_many_lengths_lies_in_few(one: int, other: int) -> None:
    lengths = [len(sealing.seal(SCOPE, bytes(size), PLACE)) for size in (one, other)]
    spaces = [sealing.space(size) for size in (one, other)]
    assert (lengths[0] == lengths[1]) == (spaces[0] == spaces[1])
    assert one < spaces[0] <= max(256, 2 * one, one + 65_536)
    assert len({sealing.space(size) for size in range(70_000)}) == 10


@pytest.mark.parametrize("text", ["", "yes", "ends like the filling\x80\0\0", "Überstunden"])
def test_what_an_earlier_release_sealed_opens(text: str) -> None:
    nonce = bytes(12)
    key = store().key_or_new(SCOPE)
    old = b"\x01" + nonce + AESGCM(key).encrypt(nonce, text.encode(), f"{SCOPE} {PLACE}".encode())
    written = sealing.MARK + urlsafe_b64encode(old).decode()
    assert sealing.unseal_text(SCOPE, written, PLACE) == text
    assert re.match(sealing.FILLED, written) is None
    assert re.match(sealing.FILLED, sealing.seal_text(SCOPE, text, PLACE))
    with pytest.raises(SealBroken):
        sealing.unseal(SCOPE, b"\x02" + old[1:], PLACE)


def test_what_is_moved_elsewhere_does_not_open() -> None:
    sealed = sealing.seal(SCOPE, b"The foreman shouts.", PLACE)
    other = of_matter(uuid4())
    sealing.seal(other, b"", PLACE)
    for scope, place in ((SCOPE, "matters_message.text 4"), (other, PLACE)):
        with pytest.raises(SealBroken):
            sealing.unseal(scope, sealed, place)


def test_the_same_text_is_sealed_differently_each_time() -> None:
    person = of_person(uuid4())
    assert sealing.seal(person, b"x", PLACE) != sealing.seal(person, b"x", PLACE)


@pytest.mark.parametrize("torn", [sealing.MARK, sealing.MARK + "@@@", sealing.MARK + "AQ==", "plain"])
def test_what_is_torn_is_said_so(torn: str) -> None:
    sealing.seal(SCOPE, b"", PLACE)
    with pytest.raises(SealBroken):
        sealing.unseal_text(SCOPE, torn, PLACE)
