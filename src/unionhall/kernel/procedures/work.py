"""The unit of work: what one move writes, at once or gathered for a batch."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models, transaction

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures import writing
from unionhall.kernel.procedures.copying import copy_in


class Unit:
    """One transaction. Rows are written as they come."""

    silent = False

    def lock(self, matter: Matter) -> Matter:
        """The matter as it is now, locked until the end of the transaction, with its running deadlines."""
        locked: Matter = (
            Matter.objects.select_for_update(of=("self",), no_key=True)
            .select_related("place", "handler", "offered_to")
            .get(pk=matter.pk)
        )
        locked.running = list(locked.deadlines.running())
        return locked

    def add(self, *rows: models.Model) -> None:
        """Write new rows, in one round trip."""
        writing.insert(rows)

    def save(self, *rows: models.Model) -> None:
        """Write what changed in rows that exist, in one round trip."""
        writing.update(rows)


class Batch(Unit):
    """Many moves on matters that begin in it, written together at its end; nobody else sees them before.

    Nobody is told and no deadline that had already passed is acted on: it is for imports.
    """

    silent = True

    def __init__(self) -> None:
        self.rows: dict[type[models.Model], list[models.Model]] = {Matter: []}

    def lock(self, matter: Matter) -> Matter:
        if not matter._state.adding:
            raise ValueError("a batch moves only matters that it began")
        return matter

    def add(self, *rows: models.Model) -> None:
        for row in rows:
            self.rows.setdefault(type(row), []).append(row)

    def save(self, *rows: models.Model) -> None:
        """Nothing: the rows are still in memory and are written as they are at the end."""

    def write(self) -> None:
        """Insert everything, the matters first, so that the others find their keys."""
        for model, rows in self.rows.items():
            for row in rows:
                if isinstance(getattr(row, "matter", None), Matter):
                    row.matter = row.matter  # type: ignore[attr-defined]  # takes over the new primary key
            if rows:
                copy_in(model, rows)


_current: ContextVar[Unit | None] = ContextVar("unit", default=None)


def current() -> Unit:
    """The unit of the move that is being made."""
    unit = _current.get()
    if unit is None:
        raise RuntimeError("rows are added inside a move")
    return unit


@contextmanager
def unit() -> Iterator[Unit]:
    """The enclosing batch, or a transaction of its own."""
    enclosing = _current.get()
    if isinstance(enclosing, Batch):
        yield enclosing
        return
    with transaction.atomic():
        token = _current.set(Unit())
        try:
            yield current()
        finally:
            _current.reset(token)


@contextmanager
def batch() -> Iterator[Batch]:
    """Gather the moves made inside and write them in one transaction."""
    gathered = Batch()
    token = _current.set(gathered)
    try:
        yield gathered
        with transaction.atomic():
            gathered.write()
    finally:
        _current.reset(token)
