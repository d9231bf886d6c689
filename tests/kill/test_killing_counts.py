"""Workers that die while a closed vote is counted: whoever comes next finishes, and nothing counts twice."""

import random
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from tests.kill.faults import COMMIT, Fault
from tests.kill.nursery import nursery
from tests.working import work
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import clock
from unionhall.instruments.ballot.tests.acts.counting import COUNTS, assert_counted_once, closed, jobs
from unionhall.instruments.ballot.tests.acts.holding import Held
from unionhall.kernel.journal import verification
from unionhall.kernel.notices import tasks

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)
BALLOT = "unionhall.instruments.ballot"
BATCH = f"{BALLOT}.procedure.stretches:verify"
BALLOTS = f"{BALLOT}.belenios.ballots:read"  # of one ballot, in the middle of a batch
JOIN = f"{BALLOT}.procedure.batches:joined"
APPEND = f"{BALLOT}.procedure.box:append"
HALL = f"{BALLOT}.belenios.decryption:decrypt"
WRITE = f"{BALLOT}.procedure.log:write"
KILLED = 12


@pytest.fixture
def held(town: "Town", monkeypatch: pytest.MonkeyPatch) -> Held:
    return closed(town, monkeypatch)


@pytest.mark.parametrize(
    "faults",
    [
        [Fault(COMMIT, False, 1), Fault(BATCH, False, 1), Fault(BALLOTS, False, 6), Fault(BATCH, True, 2)],
        [Fault(COMMIT, True, 4), Fault(JOIN, False, 1), Fault(HALL, False, 1), Fault(APPEND, True, 1)],
        [Fault(WRITE, True, 1)],
        [Fault(APPEND, True, 2)],
    ],
    ids=["in the batches", "in the join", "in the archive", "at its end"],
)
def test_a_count_whose_workers_die_is_finished_once(held: Held, faults: list[Fault]) -> None:
    """At every boundary: within a batch, before and after it is stored, and within the join."""
    with nursery() as live:
        for fault in faults:
            live(f"work {fault}")
            assert ProcrastinateJob.objects.filter(status="doing").exists(), fault  # as the dead one's job is
            give_back()
    finish()
    assert_counted_once(held)
    assert held.decrypt(1).counts == COUNTS
    assert list(verification.verify()) == []


def test_workers_killed_at_random_moments_count_once(held: Held) -> None:
    """SIGKILL, again and again, later and later where nothing had begun, until a worker is left in peace."""
    chance = random.Random(7)
    amid, longest = 0, 0.5
    with nursery() as live:
        for _ in range(KILLED):
            live(f"work kill {chance.uniform(0.05, longest):.3f}")
            was_amid = bool(jobs(status="doing"))
            amid, longest = amid + was_amid, longest * (1 if was_amid else 1.3)
            give_back()
    assert amid
    finish()
    assert_counted_once(held)
    assert held.decrypt(1).counts == COUNTS


def give_back() -> None:
    """What the other workers' rescue does once the dead one has been silent for half a minute."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
    with suppress(AlreadyEnqueued):  # by the clock of the one that died
        tasks.rescue.configure().defer(timestamp=0)


def finish() -> None:
    """Another worker comes, and then the clock."""
    assert Election.objects.get().stage in (Election.Stage.COUNTING, Election.Stage.DECRYPTING)
    give_back()
    work()
    clock.tick()
    assert jobs(status="todo") == jobs(status="doing") == []
