"""Who took part, apart from the ballots: no row of theirs and none of a ballot's has anything in common."""

from django.db import connection

from unionhall.instruments.ballot import refusals
from unionhall.instruments.ballot.models import Election, Turnout
from unionhall.instruments.ballot.procedure import log
from unionhall.kernel.people.models import Person

AT_ONCE = 2_000  # rows that are shuffled with each ballot; more of them wait for the clock
SHUFFLE = """
    WITH gone AS (DELETE FROM ballot_turnout WHERE election_id = %s RETURNING *)
    INSERT INTO ballot_turnout (id, election_id, person_id, on_paper)
    SELECT gen_random_uuid(), election_id, person_id, on_paper FROM gone ORDER BY random()
"""


def note(election: Election, person: Person) -> None:
    """Somebody casts a ballot; who took part before stays as they are. Raises VotedOnPaper."""
    with log.locked(election) as found:
        row = Turnout.objects.filter(election=found, person=person).first()
        if row is None:
            _add(found, person)
        elif row.on_paper:
            raise refusals.VotedOnPaper


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
        _add(found, person, on_paper=True)


def shuffle(election: Election) -> None:
    """Write all rows anew in chance order, so that neither their versions nor their places tell an order."""
    with connection.cursor() as cursor:
        cursor.execute(SHUFFLE, [election.pk])


def _add(election: Election, person: Person, *, on_paper: bool = False) -> None:
    Turnout.objects.create(election=election, person=person, on_paper=on_paper)
    if election.turnout.count() <= AT_ONCE:
        shuffle(election)
