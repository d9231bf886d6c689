"""Preparing a vote, calling it, and declaring it void."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from unionhall.instruments.ballot import refusals
from unionhall.instruments.ballot.belenios import trustees
from unionhall.instruments.ballot.belenios.credentials import ALPHABET
from unionhall.instruments.ballot.models import Election, Part, RollEntry, Trustee
from unionhall.instruments.ballot.procedure import box, log, mixing, needs, who
from unionhall.instruments.ballot.questions import Asked
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy import sealing
from unionhall.kernel.privacy.keys import Scope, store
from unionhall.kernel.procedures.packs import pack
from unionhall.kernel.procedures.refusals import KeyReused, NotAllowed

MINIMUM, SERVER_KEY = "ballot.minimum", "server_key"
UNDER_WAY = (
    Election.Stage.CALLED,
    Election.Stage.OPEN,
    Election.Stage.COUNTING,
    Election.Stage.DECRYPTING,
)


def prepare(
    place: Place,
    *,
    actor: Person,
    title: dict[str, str],
    opens_at: datetime,
    closes_at: datetime,
    questions: Sequence[Asked],
    key: UUID | None = None,
    **fields: Any,
) -> Election:
    """A draft, which only who keeps it sees: who may call votes there.

    A room lets its own officers call one by the name of their `role` among the fields; they keep it, too.

    The same `key` again gives the draft that is there. Raises NotAllowed, KeyReused for another vote's key.
    """
    role = fields.pop("role", "")
    office = actor.office_over(place.path, (role,)) if role else who.calls(actor, place)
    if office is None:
        raise NotAllowed
    times = {"opens_at": opens_at, "closes_at": closes_at, "minimum": minimum_at(place, opens_at)}
    made = {
        "uid": "".join(secrets.choice(ALPHABET) for _ in range(14)),
        "office": office.role,
        "questions": list(questions),
        **times,
    }
    told = {"place": place, "title": title, **fields}
    draft, is_new = Election.objects.get_or_create(
        called_by=actor.uid, draft_key=key or uuid4(), defaults={**made, **told}
    )
    if not is_new and any(getattr(draft, name) != value for name, value in told.items()):
        raise KeyReused
    return draft


def minimum_at(place: Place, at: datetime) -> int:
    """Fewer ballots than this are not decrypted, by the rules of the place."""
    return pack(place.pack).get(MINIMUM, on=at.date()).amount


def ask_too(election: Election, question: Asked, *, actor: Person) -> None:
    """One more question of a draft."""
    with log.locked(election) as found:
        _demand(found, actor, Election.Stage.DRAFT)
        found.questions = [*found.questions, dict(question)]
        found.save(update_fields=["questions"])


def give_roll(election: Election, people: Iterable[int], *, actor: Person) -> None:
    """Say who may vote, by their ids, instead of all members of the place; again, until it is open.

    Who registered and is on it no more doesn't vote. Raises NotAllowed, NotOpen.
    """
    with log.locked(election) as found:
        _demand(found, actor, Election.Stage.DRAFT, Election.Stage.CALLED)
        found.roll.all().delete()
        RollEntry.objects.bulk_create(RollEntry(election=found, person_id=pk) for pk in sorted({*people}))
        found.given_roll = True
        found.save(update_fields=["given_roll"])


def call(election: Election, *, actor: Person, at: datetime | None = None) -> Election:
    """Give notice: questions and mode are fixed, key holders and voters can prepare.

    1. Refuse it without what it needs.  2. Fix what is asked.
    3. Make the hall's own key, sealed; alone it opens nothing.
    """
    with log.locked(election) as found:
        _demand(found, actor, Election.Stage.DRAFT)
        if lack := " ".join(needs.lacking(found, at or timezone.now())):
            raise refusals.NotCalled(lack)
        found.stage, found.notice_at = Election.Stage.CALLED, at or timezone.now()
        if found.is_secret:
            secret, _key = trustees.make_key(box.GROUP)
            found.server_key = sealing.seal(scope(found), trustees.write_secret(secret), SERVER_KEY)
        log.write(found, "called", actor=actor, at=at)
        return found


def move_times(election: Election, *, actor: Person, opens_at: datetime, closes_at: datetime) -> None:
    """Other times, as long as it is not open; once it is called, none before the shortest notice."""
    with log.locked(election) as found:
        _demand(found, actor, Election.Stage.DRAFT, Election.Stage.CALLED)
        if found.notice_at and (soon := next(needs.too_soon(found, opens_at, called_at=found.notice_at), "")):
            raise refusals.NotCalled(soon)
        found.opens_at, found.closes_at = opens_at, closes_at
        found.save(update_fields=["opens_at", "closes_at"])


def invite(election: Election, person: Person, *, actor: Person, at: datetime | None = None) -> Trustee:
    """Ask somebody to hold a key; what was published so far is void, since the keys are made jointly."""
    with log.locked(election) as found:
        _demand(found, actor, Election.Stage.DRAFT, Election.Stage.CALLED)
        if found.trustees.filter(person=person).exists():
            raise refusals.NotAsAgreed
        _forget_parts(found)
        trustee = Trustee.objects.create(election=found, person=person, number=found.trustees.count() + 1)
        found.threshold = _majority(trustee.number)
        log.write(found, "invited", actor=actor, at=at, number=trustee.number)
        return trustee


def dismiss(trustee: Trustee, *, actor: Person) -> None:
    """Take a key holder off who can't come; the keys are made anew by the others."""
    with log.locked(trustee.election) as found:
        _demand(found, actor, Election.Stage.DRAFT, Election.Stage.CALLED)
        _forget_parts(found)
        trustee.delete()
        for number, each in enumerate(found.trustees.order_by("number"), 1):
            Trustee.objects.filter(pk=each.pk).update(number=number)
        found.threshold = _majority(found.trustees.count())
        log.write(found, "dismissed", actor=actor)


def set_threshold(election: Election, threshold: int, *, actor: Person) -> None:
    """How many of the key holders it takes; the keys are made anew."""
    with log.locked(election) as found:
        _demand(found, actor, Election.Stage.DRAFT, Election.Stage.CALLED)
        if not 1 <= threshold <= found.trustees.count():
            raise refusals.NotAsAgreed
        _forget_parts(found)
        found.threshold = threshold
        found.save(update_fields=["threshold"])


def cancel(election: Election, *, actor: Person, reason: str) -> Election:
    """Declare a vote void, with a reason that everybody reads. The hall's key is destroyed.

    Ballots that wait are written first: whoever cast one finds it in the archive. A draft is cancelled only
    if it was prepared for a meeting, which ends without it.
    """
    with log.locked(election) as found:
        _demand(found, actor, *((Election.Stage.DRAFT,) if found.by_hand else ()), *UNDER_WAY)
        mixing.write(found)
        found.stage, found.void_reason, found.ended_at = Election.Stage.VOID, reason, timezone.now()
        log.write(found, "cancelled", actor=actor)
        found.batches.all().delete()
        forget_key(found)
        return found


def forget_key(election: Election) -> None:
    """Destroy what opens the hall's own key, once the transaction is through: it opens nothing any more."""
    store_scope, day = scope(election), timezone.localdate()
    if election.server_key:
        transaction.on_commit(lambda: store().destroy(store_scope, day))


def scope(election: Election) -> Scope:
    """Under what the hall's key of the election is sealed."""
    return Scope("ballot", election.stream)


def _majority(trustees_number: int) -> int:
    return trustees_number // 2 + 1


def _demand(election: Election, actor: Person, *stages: str) -> None:
    if who.keeps(actor, election) is None:
        raise NotAllowed
    if election.stage not in stages:
        raise refusals.NotYet if election.stage == Election.Stage.DRAFT else refusals.NotOpen


def _forget_parts(election: Election) -> None:
    Part.objects.filter(trustee__election=election).delete()
