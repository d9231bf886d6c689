"""Casting a ballot: the cheap refusals first, then two short transactions that share nothing."""

from django.utils import timezone

from unionhall.instruments.ballot import refusals
from unionhall.instruments.ballot.belenios import checking, hashing
from unionhall.instruments.ballot.belenios.checking import Checked
from unionhall.instruments.ballot.belenios.errors import Invalid, Unreadable
from unionhall.instruments.ballot.models import Election, Event
from unionhall.instruments.ballot.procedure import box, log, mixing, turnout
from unionhall.kernel.people.models import Person


def cast(election: Election, raw: bytes, *, person: Person) -> str:
    """Take a ballot, once, whoever sends it how often; its tracker, which its voter keeps.

    1. Whoever got no answer finds it taken.  2. Check it wholly.  3. Note the turnout.  4. Let the ballot
    wait; the clock writes it into the archive. The last two are a transaction each, in this order, so that
    nobody ever votes twice: whoever is noted without a ballot, since the power went in between, casts anew.
    Raises NotOpen, NotOnTheRoll, VotedOnPaper, BallotRefused, AlreadyThere, TooMany.
    """
    _demand_open(election)
    if not election.roll.filter(person=person).exists():
        raise refusals.NotOnTheRoll
    if _is_taken(election, raw):
        return _again(election, raw, person)
    checked = _check(election, raw)
    mixing.make_room(election)
    mixing.refuse_too_many(election, checked)
    turnout.note(election, person)
    _put(election, checked)
    return checked.ballot.tracker


def waits(election: Election, tracker: str) -> bool:
    """Whether a ballot with this tracker is still to be written into the archive."""
    return bool(election.waiting.filter(tracker=tracker).exists())


def find(election: Election, tracker: str) -> Event | None:
    """The ballot with this tracker in the archive."""
    found: Event | None = election.events.filter(tracker=tracker).exclude(tracker="").first()
    return found


def is_counted(event: Event) -> bool:
    """Whether no later ballot of the same credential replaces it in the archive.

    Of those that wait nothing is said: whoever asked often would learn when somebody votes again.
    """
    same = Event.objects.filter(election=event.election_id, credential=event.credential)
    return not same.filter(height__gt=event.height).exists()


def _put(election: Election, checked: Checked) -> None:
    """Let it wait, unless it does already: the same form came twice at once."""
    with log.locked(election) as found:
        _demand_open(found)
        if not _is_taken(found, checked.ballot.raw):
            mixing.put(found, checked)


def _again(election: Election, raw: bytes, person: Person) -> str:
    """The same ballot once more: its voter gets the same answer, a stranger none."""
    if not election.turnout.filter(person=person).exists():
        raise refusals.AlreadyThere
    return hashing.compact(raw)


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


def _is_taken(election: Election, raw: bytes) -> bool:
    return hashing.digest(raw) in box.Ballots(election.pk)
