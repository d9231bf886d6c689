"""Making a move: lock, ask, act, count the time, write it down, tell those concerned, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from unionhall.kernel.drafts import keeping
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.cleaning import CleanFile
from unionhall.kernel.matters.fingerprints import fingerprint
from unionhall.kernel.matters.models import Deadline, Detail, Matter, Message, Pause
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.notices.telling import announce, notices
from unionhall.kernel.people.actors import Actor, Guest
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures import filing, limits
from unionhall.kernel.procedures.acting import Act, earlier, same_act, was_taken_back
from unionhall.kernel.procedures.declaration import procedure_of
from unionhall.kernel.procedures.entering import enter, settle
from unionhall.kernel.procedures.refusals import Incomplete, NotAllowed, NotNow, TakenBack
from unionhall.kernel.procedures.verbs import GRACE, Move
from unionhall.kernel.procedures.work import Unit, unit
from unionhall.kernel.rooms import room


def perform(
    move: Move,
    matter: Matter,
    *,
    actor: Actor,
    key: UUID | None,
    at: datetime | None,
    text: str = "",
    files: Sequence[CleanFile] = (),
    **arguments: Any,
) -> Matter:
    """Make a move on a matter.

    1. Lock its row; a key that was used for this very move returns it as it stands,
       unless it was taken back since.
    2. Ask whether the actor may, then whether the matter is where the move begins.
    3. Run the body.  4. End the old state's limits, start the new one's.
    5. Append to the journal, with the fingerprints of text and `files`.  6. Tell those concerned, on commit.
    Raises NotAllowed, NotNow, KeyReused, TakenBack, Incomplete, and what the body raises; then nothing was
    changed.
    """
    now = timezone.now()
    try:
        with unit() as work:
            matter = work.lock(matter, key)
            actor = matter.known_as(actor)
            if before := same_act(work.earlier, move.event, actor, matter.stream):
                if was_taken_back(matter, before.number):
                    raise TakenBack(move.name)
                return matter
            _check(move, matter, actor, text, files)
            act = Act(actor, key, at or now, now)
            return _perform(move, matter, work, act, text=text, files=files, **arguments)
    except IntegrityError:
        earlier(key, move.event, actor, matter.stream)
        raise


def _check(move: Move, matter: Matter, actor: Actor, text: str, files: Sequence[CleanFile]) -> None:
    """A verb of another kind is refused as one that the actor may not make."""
    if files and not move.takes_files:
        raise TypeError(f"no file goes with the text of {move.name!r}")
    if procedure_of(matter).kind != move.procedure.kind or not move.is_for(matter, actor):
        raise NotAllowed(move.name)
    if matter.erased_at or matter.state not in move.source:
        raise NotNow(move.name)
    if move.text and move.text.required and not text.strip():
        raise Incomplete(move.name)


def _perform(
    move: Move,
    matter: Matter,
    work: Unit,
    act: Act,
    *,
    text: str,
    files: Sequence[CleanFile],
    **arguments: Any,
) -> Matter:
    concerned = [person for person in (matter.handler, matter.offered_to) if person]
    origin, handler = procedure_of(matter).states[matter.state], matter.handler
    if move.target is not None:
        matter.offered_to = None
    counted = [(deadline, dict(vars(deadline))) for deadline in matter.running]
    with work.heeding(matter):
        payload = dict(move.body(matter, actor=act.actor, **arguments) or {})
    act = _as_known_now(matter, act)
    if isinstance(act.actor, Guest) and (side := matter.capacity_of(act.actor)):
        payload.setdefault("side", side)
    if move.for_a_minute and not origin.forget:
        payload |= _way_back(matter, handler)
    if text:
        payload["text"] = fingerprint(matter, text, f"message {matter.journal_length + 1}")
    if files:
        payload["files"] = filing.keep(matter, files, act.actor)
    before = [deadline for deadline, _before in counted]
    begun = [deadline for deadline in matter.running if deadline not in before and deadline.pk is None]
    fresh = _change_state(move, matter, work, before, act.occurred) if move.target is not None else []
    settle(matter, work, act.recorded)
    entry = act.entry(matter, move, payload)
    audience = _audience(move, matter, act.actor, payload)
    matter.changed_at = matter.changed_at if audience else act.recorded
    changed = [deadline for deadline, before in counted if vars(deadline) != before]
    told = _told(move, matter, act.actor, entry, audience, concerned) if not work.silent else []
    said = _said(move, matter, entry, text, audience)
    work.write([*changed, *_changed_detail(matter), matter], [*begun, *fresh, entry, *said, *told])
    if not (matter.is_open or origin.final or work.silent):
        keeping.end(matter.reference, after=timedelta(seconds=2 * GRACE if "from" in payload else 0))
    if move.tells and not work.silent:
        _tell_others(move, matter, act.actor, entry, audience)
    matter.running = [each for each in matter.running if each.met_at is None]
    return matter


def _way_back(matter: Matter, handler: Person | None) -> dict[str, str]:
    """Where the matter was, and who had it, if that is somebody else now."""
    had = {} if handler == matter.handler else {"had": str(handler.uid) if handler else ""}
    return {"from": matter.state, **had}


def _told(
    move: Move, matter: Matter, actor: Actor, entry: Entry, audience: str, concerned: list[Person]
) -> list[Notice]:
    """Notices to the parties who may know of it, to who is in charge and who was."""
    if not move.tells:
        return []
    only = _only(move, audience)
    parties = [seat.person for seat in matter.seats if not only or seat.capacity in only]
    told = notices(matter, entry, actor=actor, parties=parties, also=concerned, loud=move.loud)
    if "from" in entry.payload:
        for notice in told:
            notice.try_at += timedelta(seconds=GRACE)
    return told


def _tell_others(move: Move, matter: Matter, actor: Actor, entry: Entry, audience: str) -> None:
    """All members or whom else it concerns, where it lies open, and guests, who have no inbox here."""
    if move.tells_members:
        announce(matter, entry, matter.members(without=actor))
    elif move.procedure.also_told:
        announce(matter, entry, set(move.procedure.also_told(matter)) - {getattr(actor, "pk", None)})
    if move.tells_whom:
        announce(matter, entry, move.tells_whom(matter))
    if move.procedure.tell_guests:
        move.procedure.tell_guests(matter, actor, next(iter(_only(move, audience)), ""))


def _only(move: Move, audience: str) -> tuple[str, ...]:
    """The capacities of the parties who may know of it; empty for all."""
    return (audience,) if audience else move.tells_only


def _changed_detail(matter: Matter) -> list[Detail]:
    """The room's own row, where the body read it and changed something in it."""
    known = matter._state.fields_cache.get(procedure_of(matter).detail.accessor())
    return [known] if known is not None and known.is_changed else []


def _as_known_now(matter: Matter, act: Act) -> Act:
    """Whoever became a party by the move is known by their mask at once, in the journal of this move, too."""
    if not room(matter.room).sealed:
        return act
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
    entered = enter(matter, at, is_live=not work.silent)
    matter.running.extend(entered)
    return [*fresh, *entered]
