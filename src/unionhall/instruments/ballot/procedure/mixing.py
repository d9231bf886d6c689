"""Ballots that wait, and go into the archive together in chance order, so that its order tells no casting.

They lie in the database from the moment when their voter gets an answer, and each is in exactly one of both
places: a batch is written and taken off in one transaction.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import connection
from django.utils.translation import gettext_lazy as _

from unionhall.instruments.ballot import refusals
from unionhall.instruments.ballot.belenios import commitments, hashing
from unionhall.instruments.ballot.belenios.checking import Checked
from unionhall.instruments.ballot.models import Election, Waiting
from unionhall.instruments.ballot.procedure import box, log

MOST = 30  # ballots by one credential, so that nobody fills the archive
FULL = 30  # whoever comes next writes so many first: with each ballot all that wait are written anew
FEW = 10  # fewer wait for others
EVERY = timedelta(minutes=5)
AT_LATEST = _("The hall writes it into the archive within an hour, together with others in chance order.")
SHUFFLE = """
    WITH gone AS (DELETE FROM ballot_waiting WHERE election_id = %s RETURNING *)
    INSERT INTO ballot_waiting (content, election_id, raw, tracker, credential, hints, turn)
    SELECT content, election_id, raw, tracker, credential, hints, turn FROM gone ORDER BY random()
"""


def put(election: Election, checked: Checked) -> None:
    """Let a ballot wait with the others; the caller holds the election's lock. Raises TooMany."""
    raw = checked.ballot.raw
    content, credential = hashing.digest(raw), _credential(checked)
    refuse_too_many(election, checked)
    Waiting.objects.create(
        election=election,
        content=content,
        raw=raw,
        tracker=checked.ballot.tracker,
        credential=credential,
        hints=commitments.entry(bytes.fromhex(content), checked.commitments),
        turn=election.waiting.filter(credential=credential).count(),
    )
    _shuffle(election)


def refuse_too_many(election: Election, checked: Checked) -> None:
    """Raises TooMany where this credential has cast as many ballots as one may."""
    credential = _credential(checked)
    waiting, written = (
        each.filter(credential=credential).count() for each in (election.waiting, election.events)
    )
    if waiting + written >= MOST:
        raise refusals.TooMany


def _credential(checked: Checked) -> str:
    """By what its ballots are known as those of one: a digest of the credential's public key."""
    return sha256(str(checked.ballot.credential).encode()).hexdigest()


def make_room(election: Election) -> None:
    """Write what waits if it is much, in a transaction of its own, before one more ballot comes."""
    if election.waiting.count() >= FULL:
        with log.locked(election) as found:
            if found.waiting.count() >= FULL:
                write(found)


def write(election: Election) -> None:
    """Append all that wait to the archive, in chance order; the caller holds the election's lock."""
    ballots = list(election.waiting.all())
    if ballots:
        box.append_ballots(election, _in_chance_order(ballots))
        election.waiting.all().delete()


def is_time(election: Election, now: datetime) -> bool:
    """Whether the clock looks again what waits."""
    last = election.mixed_at or election.opens_at
    return now >= last + EVERY or _is_new_hour(election, now)


def write_due(election: Election, now: datetime) -> None:
    """What the clock does when it's time: write what waits if it is enough, in a new hour whatever it is.

    The hour is the clock's and not the ballot's: of a lone ballot it tells that it was cast in it.
    """
    with log.locked(election) as found:
        if found.stage == Election.Stage.OPEN and is_time(found, now):
            if found.waiting.count() >= FEW or _is_new_hour(found, now):
                write(found)
            minute = now.replace(second=0, microsecond=0)
            Election.objects.filter(pk=found.pk).update(mixed_at=minute)


def _is_new_hour(election: Election, now: datetime) -> bool:
    return now.replace(minute=0, second=0, microsecond=0) > (election.mixed_at or election.opens_at)


def _in_chance_order(ballots: list[Waiting]) -> Iterable[Waiting]:
    """Any order is as likely as any other in which the ballots of each credential keep theirs."""
    secrets.SystemRandom().shuffle(ballots)
    own: dict[str, list[Waiting]] = defaultdict(list)
    for each in sorted(ballots, key=lambda ballot: ballot.turn, reverse=True):
        own[each.credential].append(each)
    return [own[each.credential].pop() for each in ballots]


def _shuffle(election: Election) -> None:
    """Write all rows anew in chance order, so that neither their versions nor their places tell an order."""
    with connection.cursor() as cursor:
        cursor.execute(SHUFFLE, [election.pk])
