"""The count in parts: cut when the vote closes, each checked by a job, joined once all of them are."""

from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from unionhall.instruments.ballot.belenios import tally
from unionhall.instruments.ballot.belenios.errors import Invalid, Refused
from unionhall.instruments.ballot.belenios.tally import Sums
from unionhall.instruments.ballot.models import Batch, Election
from unionhall.instruments.ballot.procedure import box, jobs, stretches
from unionhall.instruments.ballot.procedure.calling import scope
from unionhall.kernel.privacy import sealing

SIZE = 1_000  # events in one batch: some seconds of work, some tens of megabytes
AGAIN = timedelta(hours=1)  # until a batch at fault is looked at once more: somebody may have put it right
ALIVE = ("todo", "doing")  # the jobs of a worker that died are given to others by `notices.tasks.rescue`


def cut(election: Election) -> None:
    """Cut the closed archive into batches with a job each; the caller's transaction has all of it or nothing.

    The election's lock is held, and its last event is the end of the ballots.
    """
    end = _height(election)
    made = Batch.objects.bulk_create(
        Batch(election=election, first=first, last=min(first + SIZE - 1, end))
        for first in range(0, end + 1, SIZE)
    )
    jobs.defer_checks(batch.pk for batch in made)


def find_lost(election: Election, now: datetime) -> None:
    """Give each unchecked batch that no job stands for a new one; the election's lock is held.

    A batch at fault waits an hour for it. Batches that are gone altogether are cut anew.
    """
    if not election.batches.exists():
        cut(election)
    alive = ProcrastinateJob.objects.filter(task_name=jobs.CHECK, status__in=ALIVE)
    has_job = set(alive.values_list("args__batch", flat=True))
    due = Q(looked_at__isnull=True) | Q(looked_at__lt=now - AGAIN)
    waiting = Batch.objects.unchecked().filter(due, election=election).values_list("pk", flat=True)
    jobs.defer_checks(pk for pk in waiting if pk not in has_job)


def check(batch: Batch) -> None:
    """Verify a batch and store its sums. Done twice, or by two at once, the same is stored once.

    Raises Refused with the class of the fault, which is kept, too; then nothing is ever added up.
    """
    unchecked = Batch.objects.unchecked().filter(pk=batch.pk)
    try:
        sums = stretches.verify(batch)
    except Refused as fault:
        kind = fault.kind if isinstance(fault, Invalid) else "unreadable"
        unchecked.update(fault=kind, looked_at=timezone.now())
        raise
    sealed = sealing.seal(scope(batch.election), b"\n".join(tally.write(sums)), _place(batch))
    unchecked.update(sums=sealed, fault="", looked_at=timezone.now())


def waiting(election: Election) -> "QuerySet[Batch]":
    """The batches that are still to be checked."""
    return Batch.objects.unchecked().filter(election=election).select_related("election__place")


def joined(election: Election) -> Sums:
    """The sums of all batches, which are checked; the election's lock is held.

    Invalid `chain` if the batches do not reach from the first event to the last, `replay` for a ballot that
    is there twice, `tally` unless of each credential exactly one ballot was counted. Raises SealBroken for
    sums that no job of this hall stored.
    """
    protocol = box.fixed(election).protocol
    whole, following = Sums(protocol), 0
    for batch in election.batches.order_by("first"):
        if batch.first != following or batch.sums is None:
            raise Invalid("chain", f"no checked batch begins at height {following}")
        sealed = sealing.unseal(scope(election), bytes(batch.sums), _place(batch))
        written, payload = sealed.split(b"\n")
        whole.join_written(written, payload, protocol)
        following = batch.last + 1
    if following != _height(election) + 1:
        raise Invalid("chain", "the archive does not end where its last batch ends")
    _check_whole(election, whole)
    return whole


def _check_whole(election: Election, sums: Sums) -> None:
    contents, voters = Count("content", distinct=True), Count("credential", distinct=True)
    cast = election.events.filter(kind="Ballot")
    found = cast.aggregate(ballots=Count("pk"), contents=contents, voters=voters)
    if found["ballots"] != found["contents"]:
        raise Invalid("replay", "a ballot was cast twice")
    if found["voters"] != sums.ballots:
        raise Invalid("tally", f"{found['voters']} credentials voted, but {sums.ballots} ballots are counted")


def _height(election: Election) -> int:
    head = box.head(election)
    return head.height if head else 0


def _place(batch: Batch) -> str:
    """What the sums of a batch are bound to."""
    return f"ballot.batch.sums {batch.first} {batch.last}"
