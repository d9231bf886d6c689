"""Opening a vote, by the clock or by hand: the roll is frozen, and the archive begins."""

import secrets
from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from unionhall.instruments.ballot import refusals
from unionhall.instruments.ballot.belenios import elections, trustees
from unionhall.instruments.ballot.belenios.trustees import Single
from unionhall.instruments.ballot.belenios.verification import setup_payload
from unionhall.instruments.ballot.models import Election, RollEntry
from unionhall.instruments.ballot.procedure import box, credentials, keys, log, who
from unionhall.instruments.ballot.procedure.calling import SERVER_KEY, scope
from unionhall.instruments.ballot.questions import archived, for_archive
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy import sealing
from unionhall.kernel.procedures.refusals import NotAllowed

LACKS = {
    "keys": gettext_noop("the keys are not made yet"),
    "credentials": gettext_noop("the authority has not given in the public list"),
    "registered": gettext_noop("too few voters have registered to open the result afterwards"),
    "roll": gettext_noop("too few people may vote here to open the result afterwards"),
}


def lacking(election: Election) -> Iterator[str]:
    """What is missing before it can open, by the names of `LACKS`."""
    if not election.is_secret:
        return
    if keys.circle(election).step or not election.trustees.exists():
        yield "keys"
    if election.mode == Election.Mode.STRICT and not election.listed.exists():
        yield "credentials"
    if election.mode == Election.Mode.CONVENIENT and len(credentials.registered(election)) < election.minimum:
        yield "registered"
    if who.eligible(election).count() < election.minimum:
        yield "roll"


def open_now(election: Election, *, at: datetime | None = None) -> bool:
    """Open it, if it was called, its time has come and nothing is missing.

    1. Say once in the journal what is missing.  2. Freeze the roll.  3. Begin the archive.
    4. Forget who registered which credential.
    """
    now = at or timezone.now()
    with log.locked(election) as found:
        if found.stage != Election.Stage.CALLED or found.by_hand or now < found.opens_at:
            return False
        if lack := next(lacking(found), ""):
            _say_once(found, lack)
            return False
        _open(found, now, at=at)
        return True


def open_by_hand(election: Election, *, actor: Person, until: datetime) -> Election:
    """Open a vote `by_hand` within a meeting; the clock closes it at the latest at `until`.

    Raises NotAllowed, NotOpen, and NotCalled with what is missing.
    """
    now = timezone.now()
    with log.locked(election) as found:
        demand_by_hand(found, actor, Election.Stage.CALLED)
        if lacks := [_(LACKS[name]) for name in lacking(found)]:
            raise refusals.NotCalled(
                _("It can't open as long as this is missing: %(lacks)s.") % {"lacks": _("; ").join(lacks)}
            )
        found.opens_at, found.closes_at = now, until
        _open(found, now, actor=actor)
        return found


def demand_by_hand(election: Election, actor: Person, stage: Election.Stage) -> None:
    """Raises NotAllowed, and NotOpen unless it is a vote by hand at that stage."""
    if who.keeps(actor, election) is None:
        raise NotAllowed
    if not election.by_hand or election.stage != stage:
        raise refusals.NotOpen


def _open(
    election: Election, now: datetime, *, at: datetime | None = None, actor: Person | None = None
) -> None:
    size = _freeze(election)
    if election.is_secret:
        _begin(election, now)
    election.stage = Election.Stage.OPEN
    log.write(election, "opened", actor=actor, at=at, roll=size)


def _freeze(election: Election) -> int:
    """The roll as it is now, in chance order."""
    registered = set(election.registrations.values_list("person", flat=True))
    people = list(who.eligible(election).values_list("pk", flat=True))
    election.roll.all().delete()
    secrets.SystemRandom().shuffle(people)
    RollEntry.objects.bulk_create(
        RollEntry(election=election, person_id=pk, registered=pk in registered) for pk in people
    )
    return len(people)


def _begin(election: Election, now: datetime) -> None:
    """The first event of the archive: election, trustees, credentials."""
    if election.mode == Election.Mode.CONVENIENT:
        credentials.keep(election, credentials.registered(election))
        election.registrations.all().delete()
    holders = (Single(_own_key(election)), keys.holders(keys.circle(election)))
    trustees.check(holders, box.GROUP)
    listed, names = credentials.public_list(election), trustees.write(holders)
    raw = elections.write(
        box.GROUP,
        trustees.public_key(holders, box.GROUP),
        uuid=election.uid,
        name=archived(election.title),
        description=archived(election.description),
        questions=for_archive(election.questions),
    )
    election.begun = int(now.timestamp())
    box.append(election, "Setup", [raw, names, listed, setup_payload(raw, names, listed)])


def _own_key(election: Election) -> trustees.Key:
    secret = sealing.unseal(scope(election), bytes(election.server_key), SERVER_KEY)
    return trustees.public_part(box.GROUP, trustees.read_secret(secret, box.GROUP))


def _say_once(election: Election, lack: str) -> None:
    event = f"waits_{lack}"
    if not Entry.objects.filter(stream=election.stream, event=f"ballot.{event}").exists():
        log.write(election, event)
