"""Who took part, apart from the ballots: begun before the ballot, reconciled after it, then without a trace.

Written in this order, a power cut between the steps never lets somebody vote twice: a turnout without its
ballot is found by its key, and taken back when no ballot has that key.
"""

import uuid
from uuid import UUID

from django.db import connection

from unionhall.instruments.ballot import refusals
from unionhall.instruments.ballot.models import Cast, Election, Turnout
from unionhall.instruments.ballot.procedure import log
from unionhall.kernel.people.models import Person

AT_ONCE = 2_000  # rows that are shuffled after each ballot; more of them wait for the clock
SHUFFLE = """
    WITH gone AS (DELETE FROM ballot_turnout WHERE election_id = %s RETURNING *)
    INSERT INTO ballot_turnout (id, election_id, person_id, on_paper, key)
    SELECT gen_random_uuid(), election_id, person_id, on_paper, key FROM gone ORDER BY random()
"""


def begin(election: Election, person: Person, key: UUID) -> None:
    """Note under a key that somebody is about to cast; who took part before stays as they are.

    Raises VotedOnPaper.
    """
    with log.locked(election):
        row = Turnout.objects.filter(election=election, person=person).first()
        if row is None:
            Turnout.objects.create(election=election, person=person, key=key)
        elif row.on_paper:
            raise refusals.VotedOnPaper
        elif row.key and row.key != key:
            Turnout.objects.filter(pk=row.pk).update(key=None if _is_cast(row.key) else key)


def settle(election: Election, key: UUID) -> None:
    """The ballot is in the archive: destroy the key on both sides, and every trace of the order."""
    with log.locked(election):
        Cast.objects.filter(key=key).delete()
        if Turnout.objects.filter(election=election, key=key).update(key=None):
            shuffle(election)


def reconcile(election: Election) -> None:
    """What a power cut left: a ballot settles its turnout, and a turnout without one is taken back."""
    with log.locked(election):
        keys = Turnout.objects.filter(election=election, key__isnull=False).values_list("key", flat=True)
        for key in [key for key in keys if key]:
            left = Turnout.objects.filter(election=election, key=key)
            left.update(key=None) if _is_cast(key) else left.delete()
        if keys or election.turnout.count() > AT_ONCE:
            shuffle(election, always=True)
        Cast.objects.filter(election=election).delete()


def mark_on_paper(election: Election, person: Person) -> None:
    """Somebody takes a paper ballot at the table. Raises VotedOnline, VotedOnPaper, NotOnTheRoll, NotOpen."""
    with log.locked(election) as found:
        if found.stage != Election.Stage.OPEN or not found.with_paper:
            raise refusals.NotOpen
        if not found.roll.filter(person=person).exists():
            raise refusals.NotOnTheRoll
        row = Turnout.objects.filter(election=found, person=person).first()
        if row:
            raise refusals.VotedOnPaper if row.on_paper else refusals.VotedOnline
        Turnout.objects.create(election=found, person=person, on_paper=True)
        shuffle(found)


def shuffle(election: Election, *, always: bool = False) -> None:
    """Write all rows anew in chance order, so that neither their versions nor their places tell an order."""
    if always or election.turnout.count() <= AT_ONCE:
        with connection.cursor() as cursor:
            cursor.execute(SHUFFLE, [election.pk])


def new_key() -> UUID:
    return uuid.uuid4()


def _is_cast(key: UUID) -> bool:
    return Cast.objects.filter(key=key).exists()
