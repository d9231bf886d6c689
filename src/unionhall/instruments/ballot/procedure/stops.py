"""A count that stops because the archive is not as it was cast: said once, to those who have to act."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from unionhall.instruments.ballot.belenios.errors import Refused
from unionhall.instruments.ballot.models import Batch, Election
from unionhall.instruments.ballot.procedure import log
from unionhall.kernel.journal.models import Entry

STOPPED = "ballot.stopped"


@contextmanager
def noted(election: Election, *, at: datetime | None = None) -> Iterator[None]:
    """Write in the journal, and tell, that the count stopped, where it does; the fault is raised on.

    The hall tries again each hour, and the clock each minute: it is said once, until the count goes on.
    """
    try:
        yield
    except Refused:
        with log.locked(election) as found:
            if found.stage == Election.Stage.COUNTING and not is_noted(found):
                log.write(found, "stopped", at=at)
        raise


def note_end(election: Election, at: datetime | None) -> None:
    """A count that had stopped goes on, as nothing is at fault any more; its row is locked."""
    if is_noted(election):
        log.write(election, "went_on", at=at)


def is_noted(election: Election) -> bool:
    """Whether the journal's last word is that the count stopped."""
    last = Entry.objects.filter(stream=election.stream).order_by("-number").values_list("event", flat=True)
    return last.first() == STOPPED


def is_stopped(election: Election) -> bool:
    """Whether a count stands still, because a part or the whole is at fault."""
    if election.stage != Election.Stage.COUNTING:
        return False
    return election.batches.filter(sums__isnull=True).exclude(fault="").exists() or is_noted(election)


def parts(election: Election) -> list[Batch]:
    """The parts at fault: from which event to which, and the class of the fault."""
    return list(election.batches.filter(sums__isnull=True).exclude(fault="").order_by("first"))
