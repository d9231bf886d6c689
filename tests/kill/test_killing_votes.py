"""A server that dies while somebody casts: no acknowledged ballot is lost, and none counts twice."""

from base64 import b64encode
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from tests.kill.faults import COMMIT, Fault
from tests.kill.voter import APPEND, SHUFFLE, voters
from unionhall.instruments.ballot.belenios import verification
from unionhall.instruments.ballot.models import Cast, Turnout
from unionhall.instruments.ballot.procedure import box, clock
from unionhall.instruments.ballot.tests.acts.holding import Held, hold

if TYPE_CHECKING:
    from tests.town import Town

FAULTS = [
    *(Fault(COMMIT, is_after, call) for call in (1, 2, 3) for is_after in (False, True)),
    *(Fault(where, is_after, 1) for where in (APPEND, SHUFFLE) for is_after in (False, True)),
]


@pytest.mark.django_db(transaction=True)
def test_a_server_that_dies_while_somebody_casts_loses_and_doubles_nothing(town: "Town") -> None:
    """Ten voters, each at another boundary: before and after each transaction, and within them."""
    held = hold(town, voters=len(FAULTS) + 1)
    ballots = [held.ballot(number) for number in range(len(held.voters))]
    keys = [uuid4() for _voter in held.voters]
    ends = [*map(str, FAULTS), "unionhall.instruments.ballot.procedure.box:head after 99"]
    said = voters(
        {
            "fault": end,
            "election": held.election.pk,
            "person": held.voters[number].pk,
            "raw": b64encode(ballots[number]).decode(),
            "key": str(keys[number]),
        }
        for number, end in enumerate(ends)
    )
    assert said[:-1] == ["died"] * len(FAULTS)
    assert held.election.events.filter(digest=said[-1].removeprefix("done ")).exists()
    there = {event.tracker for event in held.election.events.filter(kind="Ballot")}
    assert len(there) > 1
    clock.tick()
    assert_reconciled(len(there))
    for number, raw in enumerate(ballots):
        assert cast_twice(held, number, raw, keys[number]) == 1
    assert verification.verify(box.read(held.election)).cast == len(ballots)
    assert_reconciled(len(ballots))


def assert_reconciled(ballots: int) -> None:
    """As many took part as there are ballots, and no key is left."""
    assert Turnout.objects.count() == ballots
    assert not Turnout.objects.filter(key__isnull=False).exists()
    assert not Cast.objects.exists()


def cast_twice(held: Held, number: int, raw: bytes, key: UUID) -> int:
    """Whoever got no answer sends the same again, and once more; in how many events it is."""
    return len({held.cast(number, raw=raw, key=key).event for _time in range(2)})
