"""The columns by which things stand in a table, and what a cell of each means."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from unionhall.kernel.places.models import Place
from unionhall.kernel.sheets.cells import Unusable, shown
from unionhall.kernel.things import content
from unionhall.kernel.things.content import Column as Field
from unionhall.kernel.things.declaration import Things
from unionhall.kernel.things.models import Thing
from unionhall.kernel.web.words import slot
from unionhall.kernel.words import WordsField

RETIRED = "retired"
YES = {"yes", "true", "1", "on", "是", "x"}
NO = {"", "no", "false", "0", "否"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, which is the name of its question too; from a thing to a cell, and from there on.

    `sent` gives what a browser would send; it raises Unusable with what is wrong.
    """

    head: str
    cell: Callable[[Thing], str]
    sent: Callable[[str], str] = str
    is_told_once: bool = False


def columns_of(things: Things) -> list[Column]:
    """The code, what is told once, what it says, and whether it is retired."""
    fixed = [_plain(field, is_told_once=True) for field in content.fixed(things.model)]
    said = [column for field in content.written(things.model) for column in _columns(field)]
    code = Column("code", lambda thing: thing.code, is_told_once=True)
    return [code, *fixed, *said, _retired()]


def _retired() -> Column:
    return Column(RETIRED, lambda thing: yes_or_no(thing.retired_on is not None), _tick)


def yes_or_no(value: bool) -> str:
    return "yes" if value else "no"


def is_yes(text: str) -> bool:
    """What a cell says; Unusable if it is neither."""
    said = text.strip().casefold()
    if said not in YES | NO:
        raise Unusable(_("“%(text)s” is neither yes nor no.") % {"text": shown(text)})
    return said in YES


def _tick(text: str) -> str:
    return "on" if is_yes(text) else ""


def _columns(field: Field) -> Iterator[Column]:
    if not isinstance(field, WordsField):
        yield _plain(field)
        return
    for code, _name in settings.LANGUAGES:
        yield Column(slot(field.name, code), _words(field.name, code))


def _words(name: str, code: str) -> Callable[[Thing], str]:
    return lambda thing: (content.value(thing, name) or {}).get(code, "")


def _plain(field: Field, *, is_told_once: bool = False) -> Column:
    return Column(
        field.name,
        lambda thing: _cell(field, content.value(thing, field.name)),
        _meaning(field),
        is_told_once,
    )


def _cell(field: Field, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, models.Model):
        return _called(value)
    if isinstance(field, models.JSONField):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _called(row: models.Model) -> str:
    """By what a table names a thing or a place."""
    return row.path if isinstance(row, Place) and not row.code else str(getattr(row, "code", row.pk))


def _meaning(field: Field) -> Callable[[str], str]:
    if isinstance(field, models.BooleanField):
        return _tick
    if isinstance(field, models.ForeignKey):
        return lambda text: _key(field, text.strip())
    return str


def _key(field: Any, text: str) -> str:
    """The key of what a cell names; Unusable where there is none, or more than one."""
    if not text:
        return ""
    is_it = models.Q(code=text)
    if field.related_model is Place:
        is_it |= models.Q(path=text) | _by_name(text)
    found = list(field.related_model._default_manager.filter(is_it)[:2])
    if len(found) != 1:
        raise Unusable(_("“%(text)s” names nothing here, or more than one.") % {"text": shown(text)})
    return str(found[0].pk)


def _by_name(text: str) -> models.Q:
    named = models.Q(pk=None)
    for code, _name in settings.LANGUAGES:
        named |= models.Q(**{f"name__{code}": text})
    return named
