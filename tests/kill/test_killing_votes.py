"""A server that dies while somebody casts, or what waits is written: no ballot is lost, none counts twice."""

from base64 import b64encode
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pytest

from tests.kill.faults import COMMIT, Fault
from tests.kill.orders import carried_out
from tests.kill.voter import APPEND, PUT, SHUFFLE
from unionhall.instruments.ballot.belenios import verification
from unionhall.instruments.ballot.models import Turnout
from unionhall.instruments.ballot.procedure import box
from unionhall.instruments.ballot.tests.acts.holding import Held, hold

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)
# Of the turnout, then of the ballot; what comes after the turnout's commit leaves its row.
CASTING = [
    Fault(where, is_after, call)
    for where, call in ((SHUFFLE, 1), (COMMIT, 1), (PUT, 1), (COMMIT, 2))
    for is_after in (False, True)
]
NOTED_ALONE = ("commit 1 after", "put before", "put after", "commit 2 before")
WRITING = [Fault(where, is_after, 1) for where in (APPEND, COMMIT) for is_after in (False, True)]
NEVER = f"{COMMIT} after 99"


def order(held: Held, number: int, end: Any, raw: bytes) -> dict[str, Any]:
    sent = {"election": held.election.pk, "person": held.voters[number].pk}
    return {"fault": str(end), "raw": b64encode(raw).decode(), **sent}


def voted(orders: Iterable[dict[str, Any]]) -> list[str]:
    return carried_out(orders, program="tests.kill.voter")


@pytest.mark.slow("nine voters, each with a process that dies")
def test_a_server_that_dies_while_somebody_casts_loses_and_doubles_nothing(town: "Town") -> None:
    """Eight voters, each at another boundary: within the two transactions, before each is through and after.

    Whoever is noted without a ballot casts anew, and so does whoever got no answer.
    """
    held = hold(town)
    ends = [*CASTING, NEVER]
    ballots = [held.ballot(number) for number in range(len(ends))]
    said = voted(order(held, number, end, ballots[number]) for number, end in enumerate(ends))
    assert said[:-1] == ["died"] * len(CASTING)
    assert held.election.waiting.filter(tracker=said[-1].removeprefix("done ")).exists()
    assert held.election.waiting.count() == 2
    assert Turnout.objects.count() == 2 + len(NOTED_ALONE)
    for number, raw in enumerate(ballots):
        assert held.cast(number, raw=raw) == held.cast(number, raw=raw)
    assert Turnout.objects.count() == len(ballots)
    held.mix()
    assert verification.verify(box.read(held.election)).cast == len(ballots)


@pytest.mark.slow("four processes, in two programs that load Django")
def test_a_clock_that_dies_while_it_writes_what_waits_loses_and_doubles_nothing(town: "Town") -> None:
    held = hold(town)
    trackers = sorted(held.cast(number) for number in range(3))
    *within, through = (order(held, 0, end, b"") for end in WRITING)
    assert voted(within) == ["died"] * len(within)
    assert sorted(each.tracker for each in held.election.waiting.all()) == trackers
    assert held.election.events.count() == 1
    assert voted([through]) == ["died"]
    assert held.election.waiting.count() == 0
    assert sorted(each.tracker for each in held.election.events.filter(kind="Ballot")) == trackers
    assert verification.verify(box.read(held.election)).cast == len(trackers)
