"""Writing things: each act with its journal entry in one transaction, never over what somebody else wrote."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.journal import events
from unionhall.kernel.journal.chain import append
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.people.actors import Actor, uid_of
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.refusals import KeyReused, NotAllowed, Refusal
from unionhall.kernel.things import content
from unionhall.kernel.things.declaration import things_of
from unionhall.kernel.things.models import Content, Thing

events.register("things.added", _("{actor} added it."))
events.register("things.changed", _("{actor} changed it."))
events.register("things.retired", _("{actor} retired it."))
events.register("things.brought_back", _("{actor} brought it back."))

T = TypeVar("T", bound=Thing)


class Meanwhile(Refusal):
    """Somebody else wrote the thing after the form was opened."""

    message = _("Somebody changed this meanwhile. Nothing of yours was written. Look what it says now.")


class CodeTaken(Refusal):
    """Another thing has this code."""

    message = _("This short name is taken. Choose another one.")


def add(model: type[T], code: str, said: Mapping[str, Any], *, actor: Actor, key: UUID | None = None) -> T:
    """A new thing that says this; what is left out has its default.

    1. Ask whether the actor may.  2. Write the thing, what it says and its first entry.
    The same key adds the same thing, however often it comes. Raises NotAllowed, KeyReused and CodeTaken.
    """
    _refuse_others(model, actor, said.get("place"))
    try:
        with transaction.atomic():
            own = content.fixed(model) or content.written(model)
            thing = model(code=code, **{field.name: said[field.name] for field in own if field.name in said})
            thing.save()
            _write(thing, said, "things.added", actor, key)
            return thing
    except IntegrityError:
        if earlier := _earlier(key, "things.added", actor):
            return cast(T, model._default_manager.get(stream=earlier.stream))
        if model._default_manager.filter(code=code).exists():
            raise CodeTaken(code) from None
        raise


def was_added(key: UUID | None, *, actor: Actor) -> bool:
    """Whether a form with this key added a thing already; never for another's key."""
    entry = Entry.objects.under(key).filter(event="things.added").first() if key else None
    return entry is not None and entry.actor == uid_of(actor)


def change(
    thing: T, said: Mapping[str, Any], *, actor: Actor, seen: int | None = None, key: UUID | None = None
) -> T:
    """Let a thing say something else; what is left out stays as it is.

    1. Lock its row.  2. Ask whether the actor may, also where it moves to.
    3. Refuse with Meanwhile if its journal is longer than what was `seen`.  4. Write, unless nothing changes.
    Raises NotAllowed and KeyReused; the same key changes it once.
    """
    with _locked(thing) as kept:
        _refuse_others(type(thing), actor, getattr(kept, "place", None), said.get("place"))
        if _earlier(key, "things.changed", actor, kept):
            return kept
        if seen is not None and seen != kept.journal_length:
            raise Meanwhile(kept.code)
        if differs(kept, said):
            _write(kept, said, "things.changed", actor, key)
    return kept


def retire(thing: T, *, actor: Actor) -> T:
    """Let nobody begin anything new with it; what refers to it goes on as it began."""
    with _locked(thing) as kept:
        _refuse_others(type(thing), actor, getattr(kept, "place", None))
        if kept.retired_on is None:
            kept.retired_on = timezone.localdate()
            _enter(kept, "things.retired", actor)
    return kept


def bring_back(thing: T, *, actor: Actor) -> T:
    """Have it again, as it was last."""
    with _locked(thing) as kept:
        _refuse_others(type(thing), actor, getattr(kept, "place", None))
        if kept.retired_on is not None:
            kept.retired_on = None
            _enter(kept, "things.brought_back", actor)
    return kept


@contextmanager
def _locked(thing: T) -> Iterator[T]:
    with transaction.atomic():
        rows = type(thing)._default_manager.select_for_update(of=("self",), no_key=True)
        yield cast(T, rows.get(pk=thing.pk))


def _refuse_others(model: type[Thing], actor: Actor, *places: Any) -> None:
    things = things_of(model)
    if not things.may_edit(actor, *(place for place in places if things.has_place and place)):
        raise NotAllowed(things.name)


def differs(thing: Thing, said: Mapping[str, Any]) -> bool:
    """Whether that is anything else than what it says now."""
    row = content.of(thing)
    return any(getattr(row, name) != value for name, value in _changeable(thing, said).items())


def _changeable(thing: Thing, said: Mapping[str, Any]) -> dict[str, Any]:
    names = {field.name for field in content.written(type(thing))}
    return {name: value for name, value in said.items() if name in names}


def _write(thing: Thing, said: Mapping[str, Any], event: str, actor: Actor, key: UUID | None) -> None:
    columns = content.written(type(thing))
    row = _version(thing, said, actor) if content.is_versioned(type(thing)) else thing
    if row is thing and event == "things.changed" and not thing.journal_length:
        _keep(thing)
    for name, value in _changeable(thing, said).items():
        setattr(row, name, value)
    row.save()
    if row is not thing:
        thing.current = row  # type: ignore[attr-defined]
    whole = content.kept(row, columns)
    version = {"version": row.number} if row is not thing else {}  # type: ignore[attr-defined]
    _enter(thing, event, actor, key, **version, digest=content.digest(whole))
    if row is thing:
        _keep(thing)


def _keep(thing: Thing) -> None:
    """Keep what a thing says at this length of its journal; at 0, what it said before it had one."""
    said = content.kept(thing, content.written(type(thing)))
    Content(stream=thing.stream, number=thing.journal_length, content=said).save()


def _version(thing: Thing, said: Mapping[str, Any], actor: Actor) -> models.Model:
    """The next version, saying so far what the last one said."""
    model, pointer = content.model_of(type(thing)), content.pointer(type(thing))
    last = getattr(thing, "current", None)
    same = {field.name: getattr(last, field.name) for field in content.written(type(thing)) if last}
    numbers = model._default_manager.filter(**{pointer: thing}).aggregate(last=Max("number"))
    by = actor if isinstance(actor, Person) else None
    return model(**{**same, pointer: thing, "number": (numbers["last"] or 0) + 1, "made_by": by})


def _enter(thing: Thing, event: str, actor: Actor, key: UUID | None = None, **payload: Any) -> Entry:
    now = timezone.now()
    entry = append(
        thing, event, actor=uid_of(actor), occurred_at=now, recorded_at=now, payload=payload, key=key
    )
    thing.save()
    entry.save()
    return entry


def _earlier(key: UUID | None, event: str, actor: Actor, thing: Thing | None = None) -> Entry | None:
    """What the same form wrote before; KeyReused if the key was for something else."""
    entry = Entry.objects.under(key).first() if key else None
    if entry and (entry.event, entry.actor) != (event, uid_of(actor)):
        raise KeyReused(str(key))
    if entry and thing and entry.stream != thing.stream:
        raise KeyReused(str(key))
    return entry
