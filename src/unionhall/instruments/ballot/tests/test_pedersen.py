"""Making a key of which any two of three can use their parts."""

from itertools import combinations

import pytest

from unionhall.instruments.ballot.belenios import (
    decryption,
    messages,
    pedersen,
    proofs,
    trustees,
    verification,
)
from unionhall.instruments.ballot.belenios.errors import Invalid
from unionhall.instruments.ballot.belenios.groups import BELENIOS
from unionhall.instruments.ballot.belenios.messages import Channel
from unionhall.instruments.ballot.belenios.pedersen import Dealt, Hand
from unionhall.instruments.ballot.tests.building import YES_NO, Poll

CHANNELS = [Channel(BELENIOS, messages.new_seed()) for _ in range(3)]
CERTIFICATES = [pedersen.certificate(channel) for channel in CHANNELS]


@pytest.fixture(scope="module")
def dealt() -> list[Dealt]:
    return [pedersen.deal(channel, CERTIFICATES, 2) for channel in CHANNELS]


@pytest.mark.parametrize("owners", list(combinations((1, 2, 3), 2)))
def test_any_two_of_three_decrypt(owners: tuple[int, int]) -> None:
    poll = Poll([YES_NO], holders=("threshold",))
    poll.cast(poll.ballot(0, [[1, 0]]), poll.ballot(1, [[1, 0]]))
    poll.close()
    poll.decrypt(*owners)
    poll.finish()
    assert verification.verify(poll.written()).result == ((2, 0),)


def test_one_of_them_is_not_enough() -> None:
    poll = Poll([YES_NO], holders=("threshold",))
    poll.close()
    poll.decrypt(3)
    assert not decryption.is_enough({3}, poll.trustees)
    assert decryption.is_enough({1, 3}, poll.trustees)
    with pytest.raises(Invalid, match="missing"):
        poll.finish()


def test_everything_is_written_and_read_again(dealt: list[Dealt]) -> None:
    hand = pedersen.hand(dealt, 2)
    share = pedersen.accept(CHANNELS[1], CERTIFICATES, 2, hand)
    assert pedersen.read_dealt(dealt[0].write(), BELENIOS) == dealt[0]
    assert pedersen.read_hand(hand.write(), BELENIOS) == hand
    assert pedersen.read_share(share.write(), BELENIOS) == share
    assert (
        BELENIOS.exp(pedersen.read_private_key(CHANNELS[1], share.private_key)) == share.public_key.public_key
    )


def test_what_was_made_is_what_the_archive_needs(dealt: list[Dealt]) -> None:
    shares = [
        pedersen.accept(channel, CERTIFICATES, index, pedersen.hand(dealt, index))
        for index, channel in enumerate(CHANNELS, 1)
    ]
    made = pedersen.assemble(2, CERTIFICATES, dealt, shares)
    trustees.check((made,), BELENIOS)
    assert trustees.read(trustees.write((made,)), BELENIOS) == (made,)


def test_a_dealer_who_cheats_is_named(dealt: list[Dealt]) -> None:
    """The first deals the third another value than the public coefficients promise."""
    another = pedersen.deal(CHANNELS[0], CERTIFICATES, 2)
    cheating = [dealt[0]._replace(secrets=another.secrets), *dealt[1:]]
    with pytest.raises(Invalid, match="what trustee 1 dealt does not fit"):
        pedersen.accept(CHANNELS[2], CERTIFICATES, 3, pedersen.hand(cheating, 3))


def test_coefficients_put_under_ones_name_are_noticed(dealt: list[Dealt]) -> None:
    another = pedersen.deal(CHANNELS[0], CERTIFICATES, 2)
    swapped = [dealt[0]._replace(coefficients=another.coefficients), *dealt[1:]]
    with pytest.raises(Invalid, match="under your name"):
        pedersen.accept(CHANNELS[0], CERTIFICATES, 1, pedersen.hand(swapped, 1))


def test_a_certificate_by_somebody_else_is_refused() -> None:
    forged = proofs.sign(BELENIOS, 5, CERTIFICATES[0].message, lambda below: 7)
    with pytest.raises(Invalid, match="signature of certificate 1"):
        pedersen.deal(CHANNELS[1], [forged, *CERTIFICATES[1:]], 2)


def test_a_message_is_only_for_its_reader(dealt: list[Dealt]) -> None:
    sender = BELENIOS.exp(CHANNELS[0].signing)
    assert b"secret" in messages.receive(CHANNELS[1], sender, dealt[0].secrets[1])
    for reader, key, text in [
        (CHANNELS[2], sender, dealt[0].secrets[1]),
        (CHANNELS[1], BELENIOS.exp(CHANNELS[2].signing), dealt[0].secrets[1]),
        (CHANNELS[1], sender, dealt[0].secrets[1].replace('"data":"', '"data":"00')),
        (CHANNELS[1], sender, dealt[0].secrets[1].replace('"data":"', '"data":"xy')),
    ]:
        with pytest.raises(Invalid, match="message"):
            messages.receive(reader, key, text)


def test_a_message_that_somebody_passes_on_is_refused(dealt: list[Dealt]) -> None:
    """The second trustee decrypts what the first wrote to them, and encrypts it for the third."""
    opened = messages.unseal(CHANNELS[1], dealt[0].secrets[1])
    passed_on = messages.seal(BELENIOS, CHANNELS[2].address, opened)
    with pytest.raises(Invalid, match="written to somebody else"):
        messages.receive(CHANNELS[2], BELENIOS.exp(CHANNELS[0].signing), passed_on)


def test_a_long_message_has_the_shorter_nonce() -> None:
    content = b"x" * 70_000
    sent = messages.send(CHANNELS[0], CHANNELS[1].address, content)
    assert messages.receive(CHANNELS[1], BELENIOS.exp(CHANNELS[0].signing), sent) == content


def test_a_hand_with_parts_missing_is_refused(dealt: list[Dealt]) -> None:
    hand = pedersen.hand(dealt, 1)
    short = Hand(hand.polynomial, hand.secrets[:2], hand.coefficients)
    with pytest.raises(Invalid, match="do not fit"):
        pedersen.accept(CHANNELS[0], CERTIFICATES, 1, short)
