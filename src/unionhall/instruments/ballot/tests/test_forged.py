"""What is dishonest is refused, and for the right reason; also what the original program accepts."""

import pytest

from unionhall.instruments.ballot.belenios import commitments, verification
from unionhall.instruments.ballot.belenios.errors import Invalid
from unionhall.instruments.ballot.tests.building import Poll
from unionhall.instruments.ballot.tests.forging import FORGERIES, Forgery, casting

DISHONEST = [forgery for forgery in FORGERIES if forgery.make.__module__ == casting.__name__]


def test_the_honest_archive_is_valid(poll: Poll) -> None:
    assert verification.verify(poll.written()).result == ((0, 2), (1, 1, 2, 0))


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.name)
def test_is_refused(poll: Poll, forgery: Forgery) -> None:
    forged = forgery.make(poll)
    with pytest.raises(Invalid) as refusal:
        verification.verify(forged)
    assert refusal.value.kind == forgery.kind


@pytest.mark.parametrize("forgery", DISHONEST, ids=lambda forgery: forgery.name)
def test_is_refused_with_honest_commitments_too(poll: Poll, side_file: bytes, forgery: Forgery) -> None:
    forged = forgery.make(poll)
    with pytest.raises(Invalid) as refusal:
        verification.verify(forged, hints=commitments.Hints(side_file))
    assert refusal.value.kind == forgery.kind
