"""Writing rows of several models in one round trip to the database.

A move writes half a dozen rows of as many models; together they cost a third of what they cost one by one.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection, connections, models
from psycopg.pq import TransactionStatus


class Group(NamedTuple):
    """New rows of one model in one statement: whether they have a key, which columns take their owner's."""

    model: type[models.Model]
    has_key: bool
    taken: tuple[str, ...]
    rows: list[models.Model]


class Unless(NamedTuple):
    """A row of that model, with a value by which there can be one alone: if it exists, nothing is written."""

    model: type[models.Model]
    column: str
    value: Any


def insert(rows: Sequence[models.Model]) -> None:
    """Insert new rows, those of one model together, and give them their keys.

    A row that another one refers to must have its key by then: `insert_owned` gives it in the same message.
    """
    write((), rows)


def insert_owned(owner: models.Model, rows: Sequence[models.Model], unless: Unless | None = None) -> None:
    """Insert a new row and new ones that refer to it, in one round trip; they take its key in the database.

    Raises IntegrityError as for a second row of its kind, where the row of `unless` exists.
    It is the last that its transaction writes. Where nothing was asked in that before, its BEGIN and COMMIT
    are left out: PostgreSQL takes the statements of one message all or none.
    """
    groups = [*_groups([owner], None), *_groups(rows, owner)]
    with connection.cursor() as cursor, _alone(cursor.connection):
        _send(cursor, (), groups, owner, unless)
    for group in groups:
        for row in group.rows:
            for name in group.taken:
                setattr(row, name, owner.pk)


def update(rows: Sequence[models.Model]) -> None:
    """Write every column of rows that exist."""
    write(rows, ())


def write(changed: Sequence[models.Model], new: Sequence[models.Model]) -> None:
    """Update the changed rows and insert the new ones, in one round trip."""
    if changed or new:
        with connection.cursor() as cursor:
            _send(cursor, changed, list(_groups(new, None)), None)


def _send(
    cursor: Any,
    changed: Sequence[models.Model],
    groups: list[Group],
    owner: models.Model | None,
    unless: Unless | None = None,
) -> None:
    key = _last_key(type(owner)) if owner else ""
    statements = [_change(type(row)) for row in changed]
    statements += [_again(unless.model, unless.column)] if unless else []
    statements += [_insertion(*group[:3], len(group.rows), key) for group in groups]
    values = [value for row in changed for value in (*_values(row, add=False), row.pk)]
    values += [unless.value] if unless else []
    new = [(row, group.taken) for group in groups for row in group.rows]
    values += [value for row, taken in new for value in _values(row, taken, add=True)]
    cursor.execute(";".join(statements), values)
    for _unread in (*changed, *([unless] if unless else [])):
        cursor.nextset()
    for group in groups:
        _take_keys(group.rows, cursor)


@contextmanager
def _alone(raw: Any) -> Iterator[None]:
    """What is sent meanwhile is a transaction of its own, where Django began one that wasn't sent yet.

    Inside another transaction a savepoint was sent, so that it is begun.
    """
    is_begun = raw.info.transaction_status != TransactionStatus.IDLE
    if not is_begun:
        raw.autocommit = True
    try:
        yield
    finally:
        if not is_begun and raw.info.transaction_status == TransactionStatus.IDLE:
            raw.autocommit = False


def _take_keys(rows: list[models.Model], cursor: Any) -> None:
    for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
        row.pk, row._state.adding, row._state.db = key, False, connection.alias
    cursor.nextset()


def _groups(rows: Sequence[models.Model], owner: models.Model | None) -> Iterator[Group]:
    """New rows by model and by whether they have a key, in the order in which the models come first."""
    order = {model: place for place, model in enumerate(dict.fromkeys(map(type, rows)))}
    taken = [_prepare(row, owner) for row in rows]
    kinds = [(type(row), row.pk is not None, names) for row, names in zip(rows, taken, strict=True)]
    in_order = sorted(
        zip(kinds, rows, strict=True), key=lambda each: (order[each[0][0]], not each[0][1], each[0][2])
    )
    for kind, several in groupby(in_order, key=lambda each: each[0]):
        yield Group(kind[0], kind[1], kind[2], [row for _kind, row in several])


def _prepare(row: models.Model, owner: models.Model | None) -> tuple[str, ...]:
    """Take over the keys of the rows it refers to; the columns that will take the owner's, which has none."""
    fields = _columns(type(row), with_key=True)
    taken = [each for each in fields if owner and each.is_relation and _refers(row, each, owner)]
    known = set(fields).difference(taken) if taken else None
    row._prepare_related_fields_for_save(operation_name="insert", fields=known)  # type: ignore[attr-defined]
    return tuple(each.attname for each in taken)


def _refers(row: models.Model, field: Any, owner: models.Model) -> bool:
    return field.get_cached_value(row, default=None) is owner


def _values(row: models.Model, taken: tuple[str, ...] = (), *, add: bool) -> Iterator[Any]:
    own = connections[connection.alias]  # each column asks it something, and the proxy looks for it each time
    for field in _columns(type(row), with_key=add and row.pk is not None):
        if field.attname not in taken:
            yield field.get_db_prep_save(field.pre_save(row, add), own)


@lru_cache
def _columns(model: type[models.Model], *, with_key: bool) -> tuple[Any, ...]:
    """The columns that are written; the database fills in the others itself."""
    fields = model._meta.local_concrete_fields
    return tuple(each for each in fields if not each.generated and (with_key or not each.primary_key))


@lru_cache
def _insertion(model: type[models.Model], has_key: bool, taken: tuple[str, ...], count: int, key: str) -> str:
    columns = [each for each in _columns(model, with_key=has_key) if each.attname not in taken]
    owned = [each for each in _columns(model, with_key=True) if each.attname in taken]
    names = ",".join(_quote(field.column) for field in (*columns, *owned))
    row = f"({','.join(['%s'] * len(columns) + [key] * len(owned))})"
    table = _quote(model._meta.db_table)
    return f"INSERT INTO {table} ({names}) VALUES {','.join([row] * count)} RETURNING {_quote(_key(model))}"  # noqa: S608  names of our own models


@lru_cache
def _last_key(model: type[models.Model]) -> str:
    """The key that the row got which was inserted last, by this connection."""
    return f"currval(pg_get_serial_sequence('{_quote(model._meta.db_table)}', '{_key(model)}'))"


@lru_cache
def _change(model: type[models.Model]) -> str:
    changes = ",".join(f"{_quote(field.column)}=%s" for field in _columns(model, with_key=False))
    return f"UPDATE {_quote(model._meta.db_table)} SET {changes} WHERE {_quote(_key(model))}=%s"  # noqa: S608


@lru_cache
def _again(model: type[models.Model], column: str) -> str:
    """Writes the row once more that has this value, which its uniqueness forbids; nothing where none has."""
    table = _quote(model._meta.db_table)
    return f"INSERT INTO {table} SELECT * FROM {table} WHERE {_quote(column)}=%s"  # noqa: S608


def _key(model: type[models.Model]) -> str:
    return str(model._meta.pk.column)


def _quote(name: str) -> str:
    return str(connection.ops.quote_name(name))
