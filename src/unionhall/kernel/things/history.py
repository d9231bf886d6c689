"""What became of a thing: who wrote what, and what stood there before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.things import content
from unionhall.kernel.things.models import Content, Thing, ThingVersion
from unionhall.kernel.things.wording import lines


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is said otherwise: its label, and the words before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """One act: when, its entry (none for what is older than the thing's journal), and what it changed.

    `row` is what the thing said from then on, None where the act changed nothing of it.
    """

    at: datetime
    entry: Entry | None
    row: models.Model | None
    changes: list[Change]

    @property
    def number(self) -> int:
        """Of its version, or of its entry where a thing has none; 0 where the act changed nothing of it."""
        if isinstance(self.row, ThingVersion):
            return self.row.number
        return self.entry.number if self.entry and self.row else 0


def steps(thing: Thing) -> list[Step]:
    """Everything that was done with it, the newest first."""
    entries = list(Entry.objects.filter(stream=thing.stream).order_by("number"))
    if content.is_versioned(type(thing)):
        acts = sorted(_of_versions(thing, entries), key=lambda act: act.at)
        return list(_compared(type(thing), acts))[::-1]
    rows = _rows(type(thing), Content.objects.filter(stream=thing.stream).values_list("number", "content"))
    acts = [Step(entry.occurred_at, entry, rows.get(entry.number), []) for entry in entries]
    return list(_compared(type(thing), acts, rows.get(0)))[::-1]


def since(thing: Thing, seen: int) -> list[Change]:
    """What others changed after the entry of that number."""
    newer = [step for step in steps(thing) if step.entry and step.entry.number > seen]
    return [change for step in reversed(newer) for change in step.changes]


def _of_versions(thing: Thing, entries: list[Entry]) -> Iterator[Step]:
    by_version = {entry.payload.get("version"): entry for entry in entries}
    related = _relations(content.written(type(thing)))
    rows = content.model_of(type(thing))._default_manager.filter(**{content.pointer(type(thing)): thing})
    for row in rows.select_related("made_by", *related):
        assert isinstance(row, ThingVersion)
        entry = by_version.get(row.number)
        yield Step(entry.occurred_at if entry else row.made_at, entry, row, [])
    yield from (
        Step(entry.occurred_at, entry, None, []) for entry in entries if "version" not in entry.payload
    )


def _rows(model: type[Thing], kept: Iterable[tuple[int, dict[str, Any]]]) -> dict[int, Thing]:
    """By the number of an entry the thing as it was then, with what it refers to."""
    rows = {number: _row(model, said) for number, said in kept}
    for field in content.written(model):
        if isinstance(field, models.ForeignKey):
            keys = {getattr(row, field.attname) for row in rows.values()}
            found = field.related_model._base_manager.in_bulk([key for key in keys if key])
            for row in rows.values():
                setattr(row, field.name, found.get(getattr(row, field.attname)))
    return rows


def _row(model: type[Thing], said: dict[str, Any]) -> Thing:
    columns = {field.name: field for field in content.written(model)}
    known = {columns[name].attname: columns[name].to_python(said[name]) for name in said if name in columns}
    return model(**known)


def _relations(columns: tuple[content.Column, ...]) -> list[str]:
    return [field.name for field in columns if isinstance(field, models.ForeignKey)]


def _compared(model: type[Thing], acts: Iterable[Step], first: Thing | None = None) -> Iterator[Step]:
    before = lines(first, content.written(model)) if first else {}
    for act in acts:
        after = lines(act.row, content.written(model)) if act.row else before
        changes = [Change(label, before.get(label, ""), said) for label, said in after.items()]
        yield Step(act.at, act.entry, act.row, [each for each in changes if each.before != each.after])
        before = after
