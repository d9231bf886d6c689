"""A worker dies while the clock's job is under way: what was due is acted on once, by whoever comes next."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.kill.faults import COMMIT, JOURNAL, NOTICES, Fault
from tests.kill.nursery import lives
from unionhall.kernel.journal import verification
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Deadline, Matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.procedures import clock, tasks

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)
CLOCK = "unionhall.kernel.procedures.clock"
LATE = 4


def make_late(town: "Town") -> None:
    """Requests that nobody took on in time, as if the days had passed."""
    for _ in range(LATE):
        matter = town.desk.ask()
        long_ago = timezone.now() - timedelta(days=1)
        Deadline.objects.filter(matter=matter, state="received").update(due_at=long_ago)
        Matter.objects.filter(pk=matter.pk).update(due_at=long_ago, clock_at=long_ago)


@pytest.mark.parametrize(
    ("fault", "acted"),
    [
        (Fault(f"{CLOCK}:tick", False, 1), 0),
        (Fault(f"{CLOCK}:act_on", False, 3), 2),
        (Fault(f"{CLOCK}:act_on", True, 3), 2),
        (Fault(JOURNAL, True, 2), 1),
        (Fault(NOTICES, False, 2), 1),
        (Fault(COMMIT, False, 2), None),
        (Fault(f"{CLOCK}:tick", True, 1), LATE),
    ],
    ids=str,
)
def test_a_clock_that_dies_acts_once_on_each(town: "Town", fault: Fault, acted: int | None) -> None:
    make_late(town)
    job = tasks.tick.configure().defer(timestamp=0)
    lives([f"work {fault}"])
    assert ProcrastinateJob.objects.get(pk=job).status == "doing"
    escalated = Entry.objects.filter(event="desk.escalate")
    assert acted in (None, escalated.count())
    clock.tick()
    assert escalated.count() == LATE
    assert Notice.objects.filter(event="desk.escalate", person=town.member).count() == LATE
    assert list(verification.verify()) == []
