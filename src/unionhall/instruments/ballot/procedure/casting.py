"""Casting a ballot: the cheap refusals first, then three short transactions that share nothing but a key."""

from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from unionhall.instruments.ballot import refusals
from unionhall.instruments.ballot.belenios import checking, commitments, hashing
from unionhall.instruments.ballot.belenios.checking import Checked
from unionhall.instruments.ballot.belenios.errors import Invalid, Unreadable
from unionhall.instruments.ballot.models import Cast, Election, Event, Turnout
from unionhall.instruments.ballot.procedure import box, log, turnout
from unionhall.kernel.people.models import Person

TRIES = 2
MOST = 30  # ballots by one credential, so that nobody fills the archive


class Receipt(NamedTuple):
    """What a voter keeps: the tracker of the ballot, and the hash of the event that holds it."""

    tracker: str
    event: str
    height: int


def cast(election: Election, raw: bytes, *, person: Person, key: UUID) -> Receipt:
    """Put a ballot into the archive, once, whoever sends it how often.

    1. Whoever got no answer finds it there.  2. Check it wholly.  3. Begin the turnout under the key.
    4. Append the ballot.  5. Destroy the key. Each of the last three is a transaction of its own.
    Raises NotOpen, NotOnTheRoll, VotedOnPaper, BallotRefused, AlreadyThere, TooMany.
    """
    _demand_open(election)
    if not election.roll.filter(person=person).exists():
        raise refusals.NotOnTheRoll
    if there := _find(election, raw):
        return _again(election, there, person, key)
    checked = _check(election, raw)
    event = _put(election, checked, person, key)
    turnout.settle(election, key)
    return _receipt(event)


def find(election: Election, tracker: str) -> Event | None:
    """The cast ballot with this tracker."""
    found: Event | None = election.events.filter(tracker=tracker).exclude(tracker="").first()
    return found


def is_counted(event: Event) -> bool:
    """Whether no later ballot of the same credential replaces it."""
    same = Event.objects.filter(election=event.election_id, credential=event.credential)
    return not same.filter(height__gt=event.height).exists()


def _put(election: Election, checked: Checked, person: Person, key: UUID) -> Event:
    """Turnout first, then the ballot; when the clock took the turnout back in between, both once more."""
    for _try in range(TRIES):
        turnout.begin(election, person, key)
        if event := _append(election, checked, person, key):
            return event
    raise refusals.NotOpen


def _append(election: Election, checked: Checked, person: Person, key: UUID) -> Event | None:
    raw = checked.ballot.raw
    content = hashing.digest(raw)
    with log.locked(election) as found:
        _demand_open(found)
        if there := _find(found, raw):
            return there
        row = Turnout.objects.filter(election=found, person=person).first()
        if row is None:
            return None
        credential = sha256(str(checked.ballot.credential).encode()).hexdigest()
        if found.events.filter(credential=credential).count() >= MOST:
            raise refusals.TooMany
        event = box.append(
            found,
            "Ballot",
            [raw],
            content=content,
            tracker=checked.ballot.tracker,
            credential=credential,
            hints=commitments.entry(bytes.fromhex(content), checked.commitments),
        )
        if row.key == key:
            Cast.objects.create(key=key, election=found, digest=event.digest)
        return event


def _again(election: Election, event: Event, person: Person, key: UUID) -> Receipt:
    """The same ballot once more: its voter gets the same answer, a stranger none."""
    if not election.turnout.filter(person=person).exists():
        raise refusals.AlreadyThere
    turnout.settle(election, key)
    return _receipt(event)


def _check(election: Election, raw: bytes) -> Checked:
    fixed = box.fixed(election)
    try:
        return checking.check(raw, fixed.protocol, box.Credentials(election.pk), box.Ballots(election.pk))
    except Invalid as fault:
        raise refusals.BallotRefused(fault.kind) from fault
    except Unreadable as fault:
        raise refusals.BallotRefused("unreadable") from fault


def _demand_open(election: Election) -> None:
    is_on = election.stage == Election.Stage.OPEN and election.is_secret
    if not is_on or timezone.now() >= election.closes_at:
        raise refusals.NotOpen


def _find(election: Election, raw: bytes) -> Event | None:
    found: Event | None = election.events.filter(content=hashing.digest(raw)).first()
    return found


def _receipt(event: Event) -> Receipt:
    return Receipt(event.tracker, event.digest, event.height)
