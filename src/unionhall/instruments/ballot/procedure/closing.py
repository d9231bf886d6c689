"""Closing a vote, adding up what nobody can read, and opening the sum with the trustees."""

from datetime import datetime

from django.utils import timezone

from unionhall.instruments.ballot import refusals
from unionhall.instruments.ballot.belenios import decryption, results, tally, trustees
from unionhall.instruments.ballot.belenios.errors import Refused
from unionhall.instruments.ballot.belenios.tally import Tally
from unionhall.instruments.ballot.belenios.trustees import Single
from unionhall.instruments.ballot.models import Batch, Election, Trustee
from unionhall.instruments.ballot.procedure import batches, box, keys, log, mixing, named, stops
from unionhall.instruments.ballot.procedure.calling import SERVER_KEY, forget_key, scope
from unionhall.instruments.ballot.procedure.opening import demand_by_hand
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy import sealing

SERVER = 1  # the hall's own key stands first


def close(election: Election, *, at: datetime | None = None) -> bool:
    """No more ballots from now on; those that wait are written into the archive first."""
    now = at or timezone.now()
    with log.locked(election) as found:
        if found.stage != Election.Stage.OPEN or now < found.closes_at:
            return False
        _close(found, now, at=at)
        return True


def close_by_hand(election: Election, *, actor: Person) -> Election:
    """Close a vote `by_hand` before the clock does. Raises NotAllowed, NotOpen."""
    now = timezone.now()
    with log.locked(election) as found:
        demand_by_hand(found, actor, Election.Stage.OPEN)
        found.closes_at = now
        _close(found, now, actor=actor)
        return found


def _close(
    election: Election, now: datetime, *, at: datetime | None = None, actor: Person | None = None
) -> None:
    election.turnout_at_end = election.turnout.count()
    if not election.is_secret:
        named.finish(election, now)
        log.write(election, "finished", actor=actor, at=at)
        return
    election.stage = Election.Stage.COUNTING
    mixing.write(election)
    ballots = election.events.filter(kind="Ballot").count()
    box.append(election, "EndBallots", [])
    batches.cut(election)
    log.write(election, "closed", actor=actor, at=at, ballots=ballots)


def count(election: Election, *, at: datetime | None = None) -> bool:
    """Check in this process what no job has checked yet, and join it.

    Raises `errors.Refused` when somebody changed a byte of the archive; then nothing is decrypted.
    """
    with stops.noted(election, at=at):
        for batch in batches.waiting(election):
            batches.check(batch)
        return join(election, at=at)


def check(pk: int) -> bool:
    """What a job does for one batch, however often; whether the vote went on after it. Raises Refused."""
    batch = Batch.objects.select_related("election__place").filter(pk=pk).first()
    if batch is None or batch.election.stage != Election.Stage.COUNTING:
        return False
    with stops.noted(batch.election):
        if batch.sums is None:
            batches.check(batch)
        return join(batch.election)


def go_on(election: Election, *, at: datetime | None = None) -> bool:
    """What the clock does for a count under way: new jobs for those that were lost, and the join."""
    with log.locked(election) as found:
        if found.stage == Election.Stage.COUNTING:
            batches.find_lost(found, at or timezone.now())
    with stops.noted(election, at=at):
        return join(election, at=at)


def join(election: Election, *, at: datetime | None = None) -> bool:
    """Once every batch is checked, write their sum down and use the hall's key, which alone opens nothing.

    Of several at once, one does it. Fewer ballots than the minimum stay sealed for good: the hall's key is
    destroyed. Raises Refused for what only the whole archive shows.
    """
    with log.locked(election) as found:
        if found.stage != Election.Stage.COUNTING or batches.waiting(found).exists():
            return False
        sums = batches.joined(found)
        found.batches.all().delete()
        stops.note_end(found, at)
        if sums.ballots < found.minimum:
            found.stage, found.ended_at = Election.Stage.SEALED, at or timezone.now()
            forget_key(found)
            log.write(found, "sealed", at=at, minimum=found.minimum)
            return True
        box.append(found, "EncryptedTally", list(tally.write(sums)))
        _contribute(found, SERVER, _decrypt_as_hall(found, sums.tally()), at)
        found.stage = Election.Stage.DECRYPTING
        log.write(found, "added_up", at=at)
        return True


def contribute(trustee: Trustee, raw: bytes, *, at: datetime | None = None) -> Election:
    """Take a trustee's partial decryption, checked; with the last one needed there is a result.

    Sent twice, it is there once. Raises NotAsAgreed, NotOpen.
    """
    owner = trustee.number + SERVER
    with log.locked(trustee.election) as found:
        if owner in _owners(found):
            return found
        if found.stage != Election.Stage.DECRYPTING:
            raise refusals.NotOpen
        _contribute(found, owner, raw, at)
        log.write(found, "contributed", actor=_person(trustee), at=at, number=trustee.number)
        if decryption.is_enough(_owners(found), box.fixed(found).trustees):
            _finish(found, at)
        return found


def has_contributed(trustee: Trustee) -> bool:
    return trustee.number + SERVER in _owners(trustee.election)


def is_waited_for(trustee: Trustee) -> bool:
    """Whether a key holder has something to do: a step of making the keys, or their part of the sum."""
    election = trustee.election
    if election.stage == Election.Stage.DECRYPTING:
        return not has_contributed(trustee)
    made = keys.circle(election)
    return bool(made.step) and trustee.number not in made.parts.get(made.step, {})


def waits_for(election: Election) -> int:
    """How many more trustees it takes."""
    holders = box.fixed(election).trustees[-1]
    needed = 1 if isinstance(holders, Single) else holders.threshold
    return max(0, needed - len(_owners(election) - {SERVER}))


def recorded(election: Election) -> Tally:
    """The encrypted sums, as they stand in the archive."""
    return _recorded(election)[0]


def _decrypt_as_hall(election: Election, sums: Tally) -> bytes:
    secret = sealing.unseal(scope(election), bytes(election.server_key), SERVER_KEY)
    return decryption.decrypt(box.fixed(election).protocol, sums, trustees.read_secret(secret, box.GROUP))


def _contribute(election: Election, owner: int, raw: bytes, at: datetime | None) -> None:
    fixed = box.fixed(election)
    try:
        decryption.check(raw, owner, fixed.protocol, fixed.trustees, _recorded(election)[0])
    except Refused as fault:
        raise refusals.NotAsAgreed from fault
    box.append(election, "PartialDecryption", list(decryption.write(owner, raw)))


def _finish(election: Election, at: datetime | None) -> None:
    """Combine what the trustees gave, append the result, and destroy the hall's key."""
    fixed = box.fixed(election)
    sums, _number, weight = _recorded(election)
    partials = {
        owner: decryption.check(raw, owner, fixed.protocol, fixed.trustees, sums).factors
        for owner, raw in _contributions(election)
    }
    factors = decryption.combine(partials, fixed.trustees, box.GROUP)
    counts = results.compute(sums, factors, weight, box.GROUP)
    box.append(election, "Result", [results.write(counts)])
    election.counts = [[int(number) for number in row] for row in counts]
    election.stage, election.ended_at = Election.Stage.FINISHED, at or timezone.now()
    forget_key(election)
    log.write(election, "finished", at=at)


def _recorded(election: Election) -> tuple[Tally, int, int]:
    [(recorded, payload)] = box.bodies(election, "EncryptedTally")
    return tally.read(recorded, payload, box.fixed(election).protocol)


def _contributions(election: Election) -> list[tuple[int, bytes]]:
    holders = box.fixed(election).trustees
    found = box.bodies(election, "PartialDecryption")
    return [(decryption.read_owner(payload, raw, holders), raw) for raw, payload in found]


def _owners(election: Election) -> set[int]:
    return {owner for owner, _raw in _contributions(election)} if election.begun else set()


def _person(trustee: Trustee) -> Person:
    person: Person = trustee.person
    return person
