"""What a thing says, as people read it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from unionhall.kernel.contract import Fact, facts_of
from unionhall.kernel.procedures.sentences import say_day
from unionhall.kernel.things.content import Column
from unionhall.kernel.words import Words, WordsField


def facts(row: models.Model, columns: tuple[Column, ...]) -> list[Fact]:
    """What each column says in the reader's language; nothing of those that are empty."""
    return facts_of((label_of(field), said_in(row, field)) for field in columns)


def lines(row: models.Model, columns: tuple[Column, ...]) -> dict[str, str]:
    """By label what each column says, words in each language by themselves."""
    return dict(line for field in columns for line in _lines(row, field))


def label_of(field: Column) -> str:
    return str(capfirst(field.verbose_name))


def said_in(row: models.Model, field: Column) -> str:
    """The value of a column in words; a model's `say_…` says what its own columns mean."""
    if say := getattr(row, f"say_{field.name}", None):
        return str(say())
    value = getattr(row, field.name)
    if value is None:
        return ""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return _said(value)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return say_day(value)
    return str(value)


def _lines(row: models.Model, field: Column) -> Iterator[tuple[str, str]]:
    if not isinstance(field, WordsField):
        yield label_of(field), said_in(row, field)
        return
    words = Words(getattr(row, field.name) or {})
    for code, _name in settings.LANGUAGES:
        language = get_language_info(code)["name_local"]
        label = _("{label} ({language})").format(label=label_of(field), language=language)
        yield label, words.get(code, "")
