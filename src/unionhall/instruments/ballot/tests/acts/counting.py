"""A vote that is closed and cut into batches of few events, and what came of its count."""

from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from unionhall.instruments.ballot import tasks
from unionhall.instruments.ballot.belenios import tally, verification
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import batches, box, closing
from unionhall.instruments.ballot.tests.acts.holding import ABSTAIN, DAY, NO, YES, Held, hold
from unionhall.kernel.journal.models import Entry

if TYPE_CHECKING:
    from tests.town import Town

SIZE = 4
CAST = [(voter, YES if voter % 3 else NO) for voter in range(10)]
AGAIN = [(0, YES), (1, NO), (0, ABSTAIN)]  # in later batches than the first ballots of these two
COUNTS = [[5, 4, 1]]


def close(held: Held, patch: pytest.MonkeyPatch, size: int = SIZE) -> Election:
    """Its end has come; nobody has checked anything yet."""
    patch.setattr(batches, "SIZE", size)
    past = timezone.now()
    Election.objects.filter(pk=held.election.pk).update(opens_at=past - DAY, closes_at=past)
    assert closing.close(held.again())
    return held.again()


def closed(town: "Town", patch: pytest.MonkeyPatch) -> Held:
    """A vote in which all cast, closed, to be counted in batches from heights 0, 4, 8 and 12."""
    held = hold(town)
    cast_all(held)
    close(held, patch)
    return held


def cast_all(held: Held) -> None:
    """Thirteen ballots of ten voters, two of whom vote again."""
    for voter, choices in CAST + AGAIN:
        held.cast(voter, choices)


def jobs(**wanted: Any) -> list[int]:
    """The batches of the jobs that there are."""
    found = ProcrastinateJob.objects.filter(task_name=tasks.check_batch.name, **wanted).order_by("id")
    return list(found.values_list("args__batch", flat=True))


def assert_counted_once(held: Held) -> None:
    """One sum in the archive and one entry in the journal; another way to count gives the same."""
    election = held.again()
    assert election.stage == Election.Stage.DECRYPTING
    assert [event.kind for event in election.events.order_by("-height")[:3]] == [
        "PartialDecryption",
        "EncryptedTally",
        "EndBallots",
    ]
    assert Entry.objects.filter(stream=election.stream, event="ballot.added_up").count() == 1
    assert not election.batches.exists()
    report = verification.verify(box.read(election))
    [(recorded, payload)] = box.bodies(election, "EncryptedTally")
    raws = [raw for (raw,) in box.bodies(election, "Ballot")]
    weights = {
        str(int.from_bytes(number, "big")): weight
        for number, weight in election.listed.values_list("number", "weight")
    }
    alone = tally.add_up(raws, box.fixed(election).protocol, weights)
    assert (recorded, payload) == tally.write(alone)
    assert (report.cast, report.counted) == (len(raws), alone.ballots)
