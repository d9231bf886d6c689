"""Making a move: lock, ask, act, count the time, write it down, tell those concerned, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from unionhall.kernel.journal.chain import append
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Deadline, Matter, Message, Pause, Receipt, Wording
from unionhall.kernel.notices.telling import notices
from unionhall.kernel.people.actors import Actor, Guest, uid_of
from unionhall.kernel.people.masks import mask_of
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures import limits, packs
from unionhall.kernel.procedures.declaration import Beginning, Limit, Move, Opening, procedure_of
from unionhall.kernel.procedures.refusals import Incomplete, KeyReused, NotAllowed, NotNow
from unionhall.kernel.procedures.work import Unit, unit
from unionhall.kernel.rooms import room


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, when it happened and when it is written down, and under which idempotency key."""

    actor: Actor
    key: UUID | None
    occurred: datetime
    recorded: datetime

    def entry(self, matter: Matter, event: str, payload: Mapping[str, Any]) -> Entry:
        """The act as the next entry of the matter's journal."""
        return append(
            matter,
            event,
            actor=uid_of(self.actor),
            occurred_at=self.occurred,
            recorded_at=self.recorded,
            payload=payload,
            key=self.key,
        )


def begin(
    opening: Opening, matter: Matter, *, actor: Actor, key: UUID | None, at: datetime | None, **arguments: Any
) -> Matter:
    """Open a matter. The given one has its place, kind, subject and handler; the rest is filled in here.

    1. Ask whether the actor may.  2. Fill in the spine; the body gives the detail and what goes with it.
    3. Start the limits.  4. Write the matter, its journal entry and its notices.
    The same key opens the same matter, however often and from wherever it comes.
    Raises NotAllowed, KeyReused, and what the body raises.
    """
    if not opening.allowed(matter, actor):
        raise NotAllowed(opening.name)
    actor = _masked(opening, matter, actor)
    now = timezone.now()
    try:
        with unit() as work:
            return _begin(opening, matter, work, Act(actor, key, at or now, now), **arguments)
    except IntegrityError:
        earlier = _earlier(key, opening.event, actor)
        if earlier is None:
            raise
        return Matter.objects.get(stream=earlier.stream)


def _masked(opening: Opening, matter: Matter, actor: Actor) -> Actor:
    """Put the mask of a sealed room on whom a matter is about; the actor as they are known there."""
    label = opening.procedure.name
    if matter.subject is None or not room(label).sealed:
        return actor
    is_theirs = actor == matter.subject
    matter.subject = mask_of(matter.subject, label)
    return matter.subject if is_theirs else actor


def _begin(opening: Opening, matter: Matter, work: Unit, act: Act, **arguments: Any) -> Matter:
    procedure = opening.procedure
    matter.room, matter.procedure_version, matter.state = procedure.name, procedure.version, procedure.start
    matter.opened_at, matter.changed_at = act.occurred, act.recorded
    matter.rules_id = packs.version_id(matter.place.pack)
    matter.move_to(matter.place)
    beginning = opening.body(matter, actor=act.actor, **arguments)
    matter.sealed = beginning.sealed or room(procedure.name).sealed
    promise = _promise(procedure.promise, matter, beginning, act.occurred)
    matter.running = [*promise, *_enter(matter, act.occurred), *_begun(beginning, work, act.recorded)]
    _settle(matter, work, act.recorded)
    entry = act.entry(matter, opening.event, beginning.payload)
    work.add(matter)
    beginning.detail.matter = matter
    parties = [party.person for party in beginning.parties]
    told = [] if work.silent else notices(matter, entry, actor=act.actor, parties=parties)
    work.add(beginning.detail, entry, *matter.running, *_attachments(matter, beginning), *told)
    return matter


def _promise(limit: Limit | None, matter: Matter, beginning: Beginning, at: datetime) -> list[Deadline]:
    promised = beginning.promised
    if limit is None or beginning.unpromised:
        return []
    if isinstance(promised, datetime):
        return [limits.begin_fixed(matter, limit, at=at, due_at=promised)]
    return [limits.begin(matter, limit, at=at, rule=promised)]


def _begun(beginning: Beginning, work: Unit, now: datetime) -> list[Deadline]:
    """The limits that the room itself begins; in a batch without those that passed, since nobody is told."""
    return [each for each in beginning.limits if not (work.silent and each.due_at and each.due_at < now)]


def _enter(matter: Matter, at: datetime, *, is_live: bool = False) -> list[Deadline]:
    """Start the limits of the state that the matter is in now.

    Where neither the state nor a promise limits a live matter, the procedure's `again` does.
    """
    procedure = procedure_of(matter)
    state = procedure.states[matter.state]
    declared = state.limits
    if is_live and procedure.again and not (declared or state.final or _is_promised(matter)):
        declared = (procedure.again,)
    return [limits.begin(matter, limit, at=at, state=matter.state) for limit in declared]


def _is_promised(matter: Matter) -> bool:
    """Whether a promise runs that is not missed yet."""
    return any(each.is_promise and not (each.met_at or each.missed_at) for each in matter.running)


def _settle(matter: Matter, work: Unit, now: datetime) -> None:
    """Bring the spine up to date; in a batch, what is late already is so without anybody being told."""
    if work.silent:
        for deadline in matter.running:
            if deadline.due_at and deadline.due_at < now and deadline.met_at is None:
                deadline.missed_at = now
    limits.settle(matter)


def _attachments(matter: Matter, beginning: Beginning) -> list[Any]:
    rows: list[Any] = list(beginning.parties)
    for party in beginning.parties:
        party.matter = matter
        if room(matter.room).sealed:
            party.person = mask_of(party.person, matter.room)
    if beginning.words and not matter.sealed:
        rows.append(Wording(matter=matter, text=beginning.words, place_path=matter.place_path))
    for row in beginning.rows:
        row.matter = matter  # type: ignore[attr-defined]
        rows.append(row)
    if beginning.receipt:
        rows.append(Receipt(matter=matter, digest=beginning.receipt, capacity=beginning.capacity))
    return rows


def perform(
    move: Move,
    matter: Matter,
    *,
    actor: Actor,
    key: UUID | None,
    at: datetime | None,
    text: str = "",
    **arguments: Any,
) -> Matter:
    """Make a move on a matter.

    1. Lock its row; a key that was used for this very move returns it as it stands.
    2. Ask whether the actor may, then whether the matter is where the move begins.
    3. Run the body.  4. End the old state's limits, start the new one's.
    5. Append to the journal, with the text's digest.  6. Tell those concerned, on commit.
    Raises NotAllowed, NotNow, KeyReused, Incomplete, and what the body raises; then nothing was changed.
    """
    now = timezone.now()
    try:
        with unit() as work:
            matter = work.lock(matter)
            actor = matter.known_as(actor)
            if key and not work.silent and _earlier(key, move.event, actor, matter.stream):
                return matter
            _check(move, matter, actor, text)
            return _perform(move, matter, work, Act(actor, key, at or now, now), text=text, **arguments)
    except IntegrityError:
        _earlier(key, move.event, actor, matter.stream)
        raise


def _check(move: Move, matter: Matter, actor: Actor, text: str) -> None:
    if not move.allowed(matter, actor):
        raise NotAllowed(move.name)
    if matter.erased_at or matter.state not in move.source:
        raise NotNow(move.name)
    if move.text and move.text.required and not text.strip():
        raise Incomplete(move.name)


def _perform(move: Move, matter: Matter, work: Unit, act: Act, *, text: str, **arguments: Any) -> Matter:
    concerned = [person for person in (matter.handler, matter.offered_to) if person]
    if move.target is not None:
        matter.offered_to = None
    counted = [(deadline, dict(vars(deadline))) for deadline in matter.running]
    payload = dict(move.body(matter, actor=act.actor, **arguments) or {})
    act = _as_known_now(matter, act)
    if isinstance(act.actor, Guest) and (side := matter.capacity_of(act.actor)):
        payload.setdefault("side", side)
    if text:
        payload["text"] = sha256(text.encode()).hexdigest()
    before = [deadline for deadline, _before in counted]
    fresh = _change_state(move, matter, work, before, act.occurred) if move.target is not None else []
    _settle(matter, work, act.recorded)
    entry = act.entry(matter, move.event, payload)
    audience = _audience(move, matter, act.actor, payload)
    matter.changed_at = matter.changed_at if audience else act.recorded
    work.save(*(deadline for deadline, before in counted if vars(deadline) != before), matter)
    work.add(*fresh, entry, *_said(move, matter, entry, text, audience))
    if move.tells and not work.silent:
        only = (audience,) if audience else move.tells_only
        heard = matter.parties.filter(capacity__in=only) if only else matter.parties.all()
        parties = [party.person for party in heard]
        told = notices(matter, entry, actor=act.actor, parties=parties, also=concerned, loud=move.loud)
        work.add(*told)
        if move.procedure.tell_guests:
            move.procedure.tell_guests(matter, act.actor, next(iter(only), ""))
    matter.running = [each for each in matter.running if each.met_at is None]
    return matter


def _as_known_now(matter: Matter, act: Act) -> Act:
    """Whoever became a party by the move is known by their mask at once, in the journal of this move, too."""
    if not room(matter.room).sealed:
        return act
    for read_before in ("seats", "people", "party_ids"):
        matter.__dict__.pop(read_before, None)
    if isinstance(act.actor, Person):
        act.actor.known_selves = None
    return replace(act, actor=matter.known_as(act.actor))


def _audience(move: Move, matter: Matter, actor: Actor, payload: Mapping[str, Any]) -> str:
    """The only side that learns of the move beside the handler; empty for what all may know."""
    if not (move.text and move.text.private):
        return ""
    return matter.capacity_of(actor) or str(payload["side"])


def _said(move: Move, matter: Matter, entry: Entry, text: str, audience: str) -> list[Message]:
    if not (text and move.text):
        return []
    said = Message(matter=matter, number=entry.number, text=text, internal=move.text.internal)
    if audience:
        said.audience, said.confidant = audience, matter.handler
    return [said]


def _change_state(
    move: Move, matter: Matter, work: Unit, before: list[Deadline], at: datetime
) -> list[Deadline]:
    """Leave one state for the next: end its limits, stop or resume the promises; the new limits.

    `before` are those that ran before the body, which may have begun some for the next state.
    """
    states, target = move.procedure.states, str(move.target)
    old, new = states[matter.state], states[target]
    matter.state, matter.closed_at = target, at if new.final else None
    limits.end((each for each in before if new.final or not limits.goes_on(matter, each)), at=at)
    if old.forget and old is not new:
        old.forget(matter)
    if old.pauses and not new.pauses:
        work.save(limits.resume(matter, at))
    if new.pauses and not old.pauses:
        pause = Pause(matter=matter, from_at=at)
        limits.stop(matter, pause)
        work.add(pause)
    is_renewed = old.final and new.promised and not (new.final or new.limits)
    promise = move.procedure.promise if is_renewed else None
    fresh = [limits.renew(matter, promise, at=at)] if promise else []
    matter.running.extend(fresh)
    entered = _enter(matter, at, is_live=not work.silent)
    matter.running.extend(entered)
    return [*fresh, *entered]


def was_made(move: Move, matter: Matter, *, actor: Actor, key: UUID) -> bool:
    """Whether this very move was made under the key; KeyReused if the key was for something else."""
    return _earlier(key, move.event, matter.known_as(actor), matter.stream) is not None


def _earlier(key: UUID | None, event: str, actor: Actor, stream: UUID | None = None) -> Entry | None:
    """The entry that was written under the key; KeyReused if it was for something else."""
    entry = Entry.objects.filter(key=key).first() if key else None
    if entry and ((entry.event, entry.actor) != (event, uid_of(actor)) or stream not in (None, entry.stream)):
        raise KeyReused(event)
    return entry
