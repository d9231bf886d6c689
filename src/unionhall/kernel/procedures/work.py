"""The unit of work: what one move writes, at once or gathered for a batch."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from unionhall.database import writing
from unionhall.database.questions import Gap, Question, ask
from unionhall.kernel.journal.models import UNDER_KEY, Entry, lying
from unionhall.kernel.matters.asked import RECUSED, SEATS, take_seats
from unionhall.kernel.matters.models import Deadline, Matter
from unionhall.kernel.procedures.copying import copy_in

MATTER = Question(
    lambda: (
        Matter.objects.select_for_update(of=("self",), no_key=True)
        .select_related("place", "handler", "offered_to")
        .filter(pk=Gap("matter"))
    )
)
RUNNING = Question(lambda: Deadline.objects.running().filter(matter=Gap("matter")))


class Unit:
    """One transaction. Rows are written as they come."""

    silent = False
    earlier: Entry | None = None  # what was written before under the key of the matter locked last

    def lock(self, matter: Matter, key: UUID | None = None) -> Matter:
        """The matter as it is now, locked until the end of the transaction, with its running deadlines.

        Its people, and what stands in any journal under the key, are read in the same round trip; each of
        its questions sees what was committed before the lock was had.
        """
        of_matter = [question(matter=matter.pk) for question in (MATTER, RUNNING, SEATS, RECUSED)]
        found, running, seats, recused, earlier = ask(*of_matter, UNDER_KEY(keys=lying(key)))
        if not found:
            raise Matter.DoesNotExist
        locked: Matter = found[0]
        take_seats(locked, seats, recused)
        for deadline in running:
            deadline.matter = locked
        locked.running = running
        self.earlier = next(iter(earlier), None)
        return locked

    @contextmanager
    def heeding(self, matter: Matter) -> Iterator[None]:
        """Whatever is written meanwhile, the people of the matter are read anew after it."""

        def run(execute: Callable[..., Any], sql: Any, *given: Any) -> Any:
            answer = execute(sql, *given)
            if not str(sql).lstrip().startswith("SELECT"):
                matter.forget_people()
            return answer

        with connection.execute_wrapper(run):
            yield

    def open(self, matter: Matter, *rows: models.Model, key: UUID | None = None) -> None:
        """Write a new matter and all that begins with it, in one round trip; nothing comes after it.

        What is `kept` of the key is unique; an entry of an earlier release stands in the way as well.
        """
        as_it_came = writing.Unless(Entry, "key", key) if key else None
        writing.insert_owned(matter, rows, as_it_came)

    def add(self, *rows: models.Model) -> None:
        """Write new rows, in one round trip."""
        writing.insert(rows)

    def save(self, *rows: models.Model) -> None:
        """Write what changed in rows that exist, in one round trip."""
        if any(row._state.adding for row in rows):
            raise ValueError("a new row is added, not saved")
        writing.update(rows)

    def write(self, changed: Sequence[models.Model], new: Sequence[models.Model]) -> None:
        """Write both, in one round trip."""
        writing.write(changed, new)

    def change(self, found: models.QuerySet[Any], **values: Any) -> int:
        """Give all that is found these values; how many were."""
        return found.update(**values)

    def delete(self, *found: models.QuerySet[Any] | models.Model) -> int:
        """Take out rows, or all that is found; how many went, not counting what hung on them."""
        return sum(_deleted(each) for each in found)


class Batch(Unit):
    """Many moves on matters that begin in it, written together at its end; nobody else sees them before.

    Nobody is told and no deadline that had already passed is acted on: it is for imports.
    """

    silent = True

    def __init__(self) -> None:
        self.rows: dict[type[models.Model], list[models.Model]] = {Matter: []}

    def lock(self, matter: Matter, key: UUID | None = None) -> Matter:
        if not matter._state.adding:
            raise ValueError("a batch moves only matters that it began")
        return matter

    def open(self, matter: Matter, *rows: models.Model, key: UUID | None = None) -> None:
        self.add(matter, *rows)

    def add(self, *rows: models.Model) -> None:
        for row in rows:
            self.rows.setdefault(type(row), []).append(row)

    def save(self, *rows: models.Model) -> None:
        """Nothing: the rows are still in memory and are written as they are at the end."""

    @contextmanager
    def heeding(self, matter: Matter) -> Iterator[None]:
        """Nothing is written yet, and a mask may have been made."""
        yield
        matter.forget_people()

    def write(self, changed: Sequence[models.Model], new: Sequence[models.Model]) -> None:
        self.add(*new)

    def change(self, found: models.QuerySet[Any], **values: Any) -> int:
        raise ValueError("a batch only adds: what was written before it stays as it is")

    def delete(self, *found: models.QuerySet[Any] | models.Model) -> int:
        raise ValueError("a batch only adds: what was written before it stays as it is")

    def write_all(self) -> None:
        """Insert everything, the matters first, so that the others find their keys."""
        for model, rows in self.rows.items():
            for row in rows:
                if isinstance(getattr(row, "matter", None), Matter):
                    row.matter = row.matter  # type: ignore[attr-defined]  # takes over the new primary key
            if rows:
                copy_in(model, rows)


def _deleted(found: models.QuerySet[Any] | models.Model) -> int:
    model = found.model if isinstance(found, models.QuerySet) else type(found)
    _number, by_model = found.delete()
    return by_model.get(model._meta.label, 0)


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
            gathered.write_all()
    finally:
        _current.reset(token)
