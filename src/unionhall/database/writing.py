"""Writing rows of several models in one round trip to the database.

A move writes half a dozen rows of as many models; together they cost a third of what they cost one by one.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.db import connection, connections, models


def insert(rows: Sequence[models.Model]) -> None:
    """Insert new rows, those of one model together, and give them their keys.

    A row that another one refers to must have its key by then: insert it in a call of its own before.
    """
    write((), rows)


def update(rows: Sequence[models.Model]) -> None:
    """Write every column of rows that exist."""
    write(rows, ())


def write(changed: Sequence[models.Model], new: Sequence[models.Model]) -> None:
    """Update the changed rows and insert the new ones, in one round trip."""
    for row in new:
        row._prepare_related_fields_for_save(operation_name="insert")  # type: ignore[attr-defined]
    groups = list(_by_model(new))
    statements = [_change(type(row)) for row in changed]
    statements += [_insertion(model, len(several), several[0].pk is None) for model, several in groups]
    values = [value for row in changed for value in (*_values(row, add=False), row.pk)]
    values += [value for row in _flat(groups) for value in _values(row, add=True)]
    if statements:
        with connection.cursor() as cursor:
            cursor.execute(";".join(statements), values)
            for _row in changed:
                cursor.nextset()
            for _model, several in groups:
                _take_keys(several, cursor)


def _take_keys(rows: list[models.Model], cursor: Any) -> None:
    for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
        row.pk, row._state.adding, row._state.db = key, False, connection.alias
    cursor.nextset()


def _by_model(rows: Sequence[models.Model]) -> Iterator[tuple[type[models.Model], list[models.Model]]]:
    """Rows by model and by whether they have a key already, in the order in which the models come first."""
    order = {model: place for place, model in enumerate(dict.fromkeys(map(type, rows)))}
    in_order = sorted(rows, key=lambda row: (order[type(row)], row.pk is None))
    for (model, _has_key), several in groupby(in_order, key=lambda row: (type(row), row.pk is None)):
        yield model, list(several)


def _flat(groups: Sequence[tuple[type[models.Model], list[models.Model]]]) -> Iterator[models.Model]:
    return (row for _model, several in groups for row in several)


def _values(row: models.Model, *, add: bool) -> Iterator[Any]:
    own = connections[connection.alias]  # each column asks it something, and the proxy looks for it each time
    for field in _columns(type(row), with_key=add and row.pk is not None):
        yield field.get_db_prep_save(field.pre_save(row, add), own)


@lru_cache
def _columns(model: type[models.Model], *, with_key: bool) -> tuple[Any, ...]:
    """The columns that are written; the database fills in the others itself."""
    fields = model._meta.local_concrete_fields
    return tuple(each for each in fields if not each.generated and (with_key or not each.primary_key))


@lru_cache
def _insertion(model: type[models.Model], count: int, gives_key: bool) -> str:
    columns = _columns(model, with_key=not gives_key)
    names = ",".join(_quote(field.column) for field in columns)
    row = f"({','.join(['%s'] * len(columns))})"
    table, key = _quote(model._meta.db_table), _quote(_key(model))
    return f"INSERT INTO {table} ({names}) VALUES {','.join([row] * count)} RETURNING {key}"  # noqa: S608  names of our own models


@lru_cache
def _change(model: type[models.Model]) -> str:
    changes = ",".join(f"{_quote(field.column)}=%s" for field in _columns(model, with_key=False))
    return f"UPDATE {_quote(model._meta.db_table)} SET {changes} WHERE {_quote(_key(model))}=%s"  # noqa: S608


def _key(model: type[models.Model]) -> str:
    return str(model._meta.pk.column)


def _quote(name: str) -> str:
    return str(connection.ops.quote_name(name))
