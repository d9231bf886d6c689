"""Beginning a matter: ask, fill in the spine, count the time, write it down, tell those concerned."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from unionhall.kernel.matters.models import Deadline, Matter, Receipt, Wording
from unionhall.kernel.notices.telling import notices
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.answering import first_contact
from unionhall.kernel.people.masks import mask_of
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures import limits, packs
from unionhall.kernel.procedures.acting import Act, earlier
from unionhall.kernel.procedures.entering import enter, settle
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.kernel.procedures.states import Limit
from unionhall.kernel.procedures.verbs import Beginning, Opening
from unionhall.kernel.procedures.work import Unit, unit
from unionhall.kernel.rooms import room


def begin(
    opening: Opening, matter: Matter, *, actor: Actor, key: UUID | None, at: datetime | None, **arguments: Any
) -> Matter:
    """Open a matter. The given one has its place, kind, subject and handler; the rest is filled in here.

    1. Put it into its room.  2. Ask whether the actor may.  3. Fill in the spine; the body gives the detail
    and what goes with it.  4. Start the limits.  5. Write the matter, its journal entry and its notices.
    The same key opens the same matter, however often and from wherever it comes.
    Raises NotAllowed, KeyReused, and what the body raises.
    """
    procedure = opening.procedure
    matter.room, matter.kind = procedure.name, procedure.kind or matter.kind
    matter.procedure_version, matter.state = procedure.version, procedure.start
    matter.move_to(matter.place)
    if not opening.is_for(matter, actor):
        raise NotAllowed(opening.name)
    actor = _masked(matter, actor) if procedure.room.sealed else actor
    now = timezone.now()
    try:
        with unit() as work:
            return _begin(opening, matter, work, Act(actor, key, at or now, now), **arguments)
    except IntegrityError:
        before = earlier(key, opening.event, actor)
        if before is None:
            raise
        return Matter.objects.get(stream=before.stream)


def _masked(matter: Matter, actor: Actor) -> Actor:
    """Put the mask of a sealed room on whom a matter is about; the actor as they are known there."""
    if matter.subject is None:
        return actor
    is_theirs = actor == matter.subject
    matter.subject = mask_of(matter.subject, matter.room)
    return matter.subject if is_theirs else actor


def _begin(opening: Opening, matter: Matter, work: Unit, act: Act, **arguments: Any) -> Matter:
    procedure = opening.procedure
    matter.opened_at, matter.changed_at = act.occurred, act.recorded
    matter.rules_id = packs.version_id(matter.place.pack)
    matter.running = []
    beginning = opening.body(matter, actor=act.actor, **arguments)
    if matter.circle and (matter.subject or beginning.parties or beginning.receipt or beginning.sealed):
        raise ValueError(f"{opening.event} names somebody in a matter that lies open")
    matter.sealed = beginning.sealed or procedure.room.sealed
    by_body = _begun(matter.running, work, act.recorded)
    matter.running = [*_promise(procedure.promise, matter, beginning, act.occurred), *by_body]
    matter.running += enter(matter, act.occurred)
    settle(matter, work, act.recorded)
    entry = act.entry(matter, opening, beginning.payload)
    beginning.detail.matter = matter
    parties = [party.person for party in beginning.parties]
    told = [] if work.silent else notices(matter, entry, actor=act.actor, parties=parties)
    begun = [beginning.detail, entry, *matter.running, *_attachments(matter, beginning), *told]
    work.open(matter, *begun, key=act.key)
    return matter


def _promise(limit: Limit | None, matter: Matter, beginning: Beginning, at: datetime) -> list[Deadline]:
    promised = beginning.promised
    if limit is None or beginning.unpromised:
        return []
    if isinstance(promised, datetime):
        return [limits.begin_fixed(matter, limit, at=at, due_at=promised)]
    return [limits.begin(matter, limit, at=at, rule=promised)]


def _begun(begun: Iterable[Deadline], work: Unit, now: datetime) -> list[Deadline]:
    """The limits that the body began; in a batch without those that passed, since nobody is told."""
    return [each for each in begun if not (work.silent and each.due_at and each.due_at < now)]


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


def new_matter(opening: Opening, place: Place, *, subject: Person | None = None) -> Matter:
    """A matter of the opening's kind at a place, with its first contact there; raises NobodyAnswers."""
    procedure = opening.procedure
    declared = procedure.room
    without = {subject.pk} if subject else set[int]()
    handler = first_contact(place, declared.handled_by, declared.coordinated_by, without)
    return Matter(
        room=procedure.name,
        kind=procedure.kind,
        place=place,
        place_path=place.path,
        subject=subject,
        handler=handler,
    )
