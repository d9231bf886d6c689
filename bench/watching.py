"""Somebody who kills one process of a hall each minute, in turn, and writes down what the hall takes."""

from dataclasses import dataclass, field
from itertools import cycle
from threading import Event, Thread
from time import monotonic
from typing import Any

from django.db import connection

from bench import pss
from tests.setup.halls import Hall

MINUTE, BEFORE = 60.0, 5.0  # seconds; the hall is measured so long before somebody dies
# By the words of its command line; of several the one that was started last.
TURNS = {
    "a web process": ("unionhall web process",),
    "the job worker": ("unionhall worker",),
    "PostgreSQL": ("bin/postgres",),
    "the database's keeper": ("unionhall.database.keeper",),
    "a connection's process": ("postgres: unionhall ",),
}
SIZES = """
    SELECT relname, pg_total_relation_size(oid) FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""


@dataclass
class Mark:
    """What the hall takes at one moment."""

    minute: int
    memory: dict[str, int]
    connections: int
    tables: dict[str, int]

    @property
    def sum(self) -> int:
        return sum(self.memory.values())

    @property
    def database(self) -> int:
        return sum(self.tables.values())


@dataclass
class Watch(Thread):
    """Runs beside the work until `end`."""

    hall: Hall
    minutes: int
    marks: list[Mark] = field(default_factory=list)
    killed: list[str] = field(default_factory=list)
    is_over: Event = field(default_factory=Event)
    problem: Exception | None = None

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        begun, turns = monotonic(), cycle(TURNS.items())
        try:
            for minute in range(1, self.minutes + 1):
                if self.is_over.wait(begun + minute * MINUTE - BEFORE - monotonic()):
                    return
                self.marks.append(look(self.hall, minute))
                if self.is_over.wait(begun + minute * MINUTE - monotonic()):
                    return
                self._kill(*next(turns))
        except Exception as problem:
            self.problem = problem

    def end(self) -> None:
        self.is_over.set()
        self.join()
        if self.problem:
            raise self.problem

    def _kill(self, name: str, words: tuple[str, ...]) -> None:
        if alike := self.hall.all(*words):
            self.hall.kill(alike[-1])
            self.killed.append(name)


def look(hall: Hall, minute: int) -> Mark:
    """Memory of each role, connections but our own, and how large every table is with its indexes."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) - 1 FROM pg_stat_activity WHERE backend_type = 'client backend'")
            (connections,) = cursor.fetchone()
            cursor.execute(SIZES)
            tables: dict[str, Any] = dict(cursor.fetchall())
        return Mark(minute, pss.by_role(hall.home), connections, tables)
    finally:
        connection.close()
