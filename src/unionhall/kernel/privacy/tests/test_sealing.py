"""Sealing, as anybody can recompute it."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionhall.kernel.privacy import sealing
from unionhall.kernel.privacy.keys import of_matter, of_person
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
