"""Locking an election and writing in its journal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import telling
from unionhall.kernel.journal.chain import append
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.awaiting import settled

ENDED = (Election.Stage.FINISHED, Election.Stage.SEALED, Election.Stage.VOID)


@contextmanager
def locked(election: Election) -> Iterator[Election]:
    """The election as it is now, in a transaction that no other server's overlaps."""
    with transaction.atomic():
        yield (
            Election.objects.select_for_update(of=("self",), no_key=True)
            .select_related("place")
            .get(pk=election.pk)
        )


def write(
    election: Election, event: str, *, actor: Person | None = None, at: datetime | None = None, **payload: Any
) -> None:
    """Save the election with one more entry in its journal, and tell whom it concerns; its row is locked."""
    now = timezone.now()
    entry = append(
        election,
        f"ballot.{event}",
        actor=actor.uid if actor else None,
        occurred_at=at or now,
        recorded_at=now,
        payload=payload,
    )
    entry.save()
    election.save()
    if election.stage in ENDED:
        settled(election.stream, outcome(election))
    telling.tell(election, entry, actor=actor)


def outcome(election: Election) -> dict[str, Any]:
    """What a matter that waits for the vote is told: how it ended, and of a finished one the counts.

    `counts`: for each question how often each answer was chosen, in the order of `questions`.
    """
    return {"vote": election.uid, "stage": str(election.stage), "counts": election.counts or []}
