"""How many requests are opened and taken on a second by one process, beside the bare INSERTs and UPDATEs."""

import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.db import connection, reset_queries

from bench import rivals
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.rooms.desk.models import Request, ServiceVersion
from unionhall.rooms.desk.procedure import asking, handling


def measure(seconds: float) -> dict[str, Any]:
    """Rates a second, how many statements each takes, and the ratios."""
    for _ in range(20):
        ask()
    openings, asked = rate(ask, seconds)
    todo = iter(asked)
    moves, moved = rate(lambda: accept(next(todo)), min(seconds, len(asked) / 400))
    first, last = asked[0].pk, asked[-1].pk
    bare = {
        "psycopg, openings": rivals.bare_psycopg(rivals.opening(asked[0]), seconds=seconds),
        "pgbench, openings": rivals.pgbench(rivals.opening(asked[0]), clients=1, seconds=seconds),
        "pgbench, moves": rivals.pgbench(
            rivals.acceptance(moved[0]), clients=1, seconds=seconds, matters=(first, last)
        ),
    }
    return {
        "openings a second": openings,
        "moves a second": moves,
        "statements of an opening": statements(ask),
        "statements of a move": statements(lambda: accept(ask())) - statements(ask),
        **{f"{name} a second": figure for name, figure in bare.items()},
        "openings to bare psycopg": openings / bare["psycopg, openings"],
        "openings to pgbench": openings / bare["pgbench, openings"],
        "moves to pgbench": moves / bare["pgbench, moves"],
    }


def rate(act: Callable[[], Any], seconds: float) -> tuple[float, list[Any]]:
    """How often a second, and what came of each."""
    made, begun = [], time.perf_counter()
    while (now := time.perf_counter()) < begun + seconds:
        try:
            made.append(act())
        except StopIteration:
            break
    return len(made) / (now - begun), made


def statements(act: Callable[[], Any]) -> int:
    """Round trips to the database, BEGIN and COMMIT included."""
    connection.force_debug_cursor = True
    reset_queries()
    act()
    count = len(connection.queries)
    connection.force_debug_cursor = False
    return count


def ask() -> Matter:
    asker, area, service = _who_and_what()
    matter = asking.new_matter(service, area, subject=asker)
    said = "The shuttle bus has not come for three days, and nobody at the stop knows why."
    request = Request(service=service, description=said, channel=Request.Channel.WEB)
    return asking.ask(matter, actor=asker, request=request, key=uuid4())


def accept(matter: Matter) -> Matter:
    return handling.accept(matter, actor=matter.handler or _who_and_what()[0], key=uuid4())


_cast: list[Any] = []


def _who_and_what() -> Any:
    if not _cast:
        service = ServiceVersion.objects.select_related("service").get(service__code="transport")
        _cast[:] = [
            Person.objects.get(email="mei.oneill@town.example"),
            Place.objects.get(path="000100010001"),
        ]
        _cast.append(service)
    return _cast
