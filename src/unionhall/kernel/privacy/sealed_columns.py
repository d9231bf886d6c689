"""Columns that lie sealed in the database where their row says so, and are opened when they are read.

A model with such columns says in `seal()` under which key its row is sealed and what tells the row from its
neighbours, or None for a row that lies open. What is read past the row, with `values()` or raw SQL, stays
sealed. Write through the row, never by `update()`.

A column may name another method of its row than `seal()`, such as one that seals it in rows that lie open.

What is empty is sealed, too, else its absence would tell. NULL alone lies as it is, so that it can be asked
for: a column may be null only where everybody may know that nothing is there.
"""

import json
from datetime import date
from typing import Any, NamedTuple, cast

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from unionhall.kernel.privacy.keys import Scope
from unionhall.kernel.privacy.sealing import is_sealed, plain, seal_text, unseal_text

ROW = "seal"


class Seal(NamedTuple):
    """Under which key a row is sealed, and what tells it from others of its table under that key."""

    scope: Scope
    row: str = ""


class Sealed(str):
    """A column's content as it lies in the database."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<sealed>"


class _Opening(DeferredAttribute):
    """Opens a column on its first reading; the row then holds what is written in it."""

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        found = super().__get__(instance, cls)
        if instance is None or not isinstance(found, Sealed):
            return found
        opened: Any = cast(Any, self.field).open(instance, found)
        instance.__dict__[self.field.attname] = opened
        return opened

    def __set__(self, instance: models.Model, content: Any) -> None:
        instance.__dict__[self.field.attname] = content


class SealedColumn(models.Field):  # type: ignore[type-arg]
    """A column that lies sealed where its row says so, in the method `by`."""

    descriptor_class = _Opening

    def __init__(self, *args: Any, by: str = ROW, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs if self.by == ROW else {**kwargs, "by": self.by}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """What goes into the database; what was never opened goes back as it came."""
        if self.attname not in model_instance.__dict__:
            model_instance.refresh_from_db(fields=[self.attname])
        content = model_instance.__dict__[self.attname]
        if isinstance(content, Sealed) or content is None:
            return content
        seal = self._seal(model_instance)
        if seal is None:
            return self.as_it_lies(content)
        return Sealed(seal_text(seal.scope, self.as_text(content), self._place(seal)))

    def open(self, row: models.Model, sealed: str) -> Any:
        """The content of a row's column; raises as `sealing.unseal` does."""
        seal = self._seal(row)
        if seal is None:
            raise ValueError(f"{self} is sealed in a row that says it lies open.")
        return self.from_text(unseal_text(seal.scope, sealed, self._place(seal)))

    def as_text(self, content: Any) -> str:
        return str(content)

    def from_text(self, text: str) -> Any:
        return text

    def as_it_lies(self, content: Any) -> Any:
        """What is written for a row that lies open."""
        return content

    def _seal(self, row: Any) -> Seal | None:
        found: Seal | None = getattr(row, self.by)()
        return found

    def _place(self, seal: Seal) -> str:
        return f"{self.model._meta.db_table}.{self.column} {seal.row}".strip()


class SealedText(SealedColumn, models.TextField):  # type: ignore[type-arg]
    """Text; `max_length` counts what is written, not what is sealed."""

    def as_it_lies(self, content: Any) -> Any:
        return plain(content)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return Sealed(value) if is_sealed(value) else value


class SealedDay(SealedColumn):
    """A day; nothing in the database can sort by it or find it."""

    def get_internal_type(self) -> str:
        return "TextField"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if not value:  # never said, or emptied when its matter was erased
            return None
        return Sealed(value) if is_sealed(value) else date.fromisoformat(value)

    def as_text(self, content: Any) -> str:
        return str(content.isoformat())

    def from_text(self, text: str) -> Any:
        return date.fromisoformat(text)

    def as_it_lies(self, content: Any) -> Any:
        return self.as_text(content)


class SealedJSON(SealedColumn, models.JSONField):
    """What JSON can hold; sealed, it is one JSON string."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        found = super().from_db_value(value, expression, connection)
        return Sealed(found) if is_sealed(found) else found

    def as_text(self, content: Any) -> str:
        return json.dumps(content, ensure_ascii=False)

    def from_text(self, text: str) -> Any:
        return json.loads(text)
