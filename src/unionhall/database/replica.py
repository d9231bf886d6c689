"""Reading from a copy of the database, where there is one and it is fit to be asked.

Boards, reports and search are read so; permissions, pages of one matter and everything that is written are
always the primary's. A copy that is gone, too far behind or no copy at all is left alone for a while.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any, TypeVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections

from unionhall.database.connections import REPLICA

LOOK_EVERY = 2  # seconds
REST = 10  # seconds for which a copy that failed is not asked
# The hall's workers write every ten seconds that they live: a copy without news is one that is behind.
LAG = "SELECT extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())"

Found = TypeVar("Found")


class Behind(Exception):
    """The copy lacks something that the primary has."""


_reading: ContextVar[bool] = ContextVar("reading_from_replica", default=False)
_judged: tuple[float, bool] = (0, False)


def read(query: Callable[[], Found]) -> Found:
    """What the query finds, asked of the copy or else of the primary; it must read only, and to its end.

    A copy that fails in the middle costs the reader nothing: the primary is asked again. Who the reader is
    and what they may see must be known before.
    """
    if REPLICA in connections.settings and not connections[DEFAULT_DB_ALIAS].in_atomic_block and _is_fit():
        try:
            with _from_replica():
                return query()
        except (OperationalError, InterfaceError):
            _judge(is_fit=False)
        except Behind:
            pass
    return query()


def require(is_there: Callable[[], bool]) -> None:
    """Say inside a query what it can't go without; the primary is asked if the copy lacks it."""
    if _reading.get() and not is_there():
        raise Behind


def alias() -> str:
    """The connection that a statement written by hand reads from."""
    return REPLICA if _reading.get() else DEFAULT_DB_ALIAS


class Router:
    """Tells Django where to read and write; what was read from the copy is still written to the primary."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return REPLICA if _reading.get() else self.db_for_write(model, **hints)

    def db_for_write(self, model: Any, instance: Any = None, **hints: Any) -> str | None:
        return DEFAULT_DB_ALIAS if instance is not None and instance._state.db == REPLICA else None

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool | None:
        return True if REPLICA in (one._state.db, other._state.db) else None

    def allow_migrate(self, database: str, *names: Any, **hints: Any) -> bool | None:
        return False if database == REPLICA else None


@contextmanager
def _from_replica() -> Iterator[None]:
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def _is_fit() -> bool:
    """Whether the copy answers and is not too far behind; looked at every other second."""
    until, is_fit = _judged
    if monotonic() < until:
        return is_fit
    _judge(is_fit=is_fit)  # the other threads go by what was seen last
    try:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute(LAG)
            (lag,) = cursor.fetchone()
    except (OperationalError, InterfaceError):
        return _judge(is_fit=False)
    return _judge(is_fit=lag is not None and lag <= settings.REPLICA_LAG)


def _judge(*, is_fit: bool) -> bool:
    global _judged  # noqa: PLW0603 - what one thread of the process saw holds for all
    _judged = monotonic() + (LOOK_EVERY if is_fit else REST), is_fit
    return is_fit
