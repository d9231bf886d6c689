"""Counting a room's matters for reports: how many came, ended, ended in time, are open and are late."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Q

from unionhall.database import replica

Leaf: TypeAlias = tuple[str, str]  # (path of the place, kind)

# A promise that was renewed when a matter was opened again replaces the one before. `among` narrows it.
PROMISED = """
    SELECT matter.id, matter.stream, matter.place_path, matter.kind, opened_at, closed_at, promise.due_at
    FROM matters_matter matter LEFT JOIN (
        SELECT DISTINCT ON (matter_id) matter_id, due_at
        FROM matters_deadline WHERE state = '' ORDER BY matter_id, id DESC
    ) promise ON promise.matter_id = matter.id
    WHERE matter.room = %(room)s AND opened_at < %(before)s AND {among}
"""
# Each matter is up to five events, each in its month by the hall's clock: what comes counts 1, what goes -1.
FLOWS = f"""
    SELECT date_trunc('month', event.at AT TIME ZONE %(zone)s)::date, place_path, kind,
        sum(received), sum(closed), sum(on_time), sum(opened), sum(fell_due)
    FROM (
        SELECT *, (due_at IS NULL OR closed_at <= due_at)::int AS in_time,
            CASE WHEN closed_at IS NULL THEN NULL ELSE greatest(closed_at, opened_at) END AS gone_at,
            CASE WHEN due_at < coalesce(closed_at, 'infinity') THEN greatest(due_at, opened_at) END AS late_at
        FROM ({PROMISED}) promised
    ) timed, LATERAL (VALUES
        (opened_at, 1, 0, 0, 1, 0),
        (closed_at, 0, 1, in_time, 0, 0),
        (gone_at, 0, 0, 0, -1, 0),
        (late_at, 0, 0, 0, 0, 1),
        (CASE WHEN late_at IS NULL THEN NULL ELSE gone_at END, 0, 0, 0, 0, -1)
    ) AS event (at, received, closed, on_time, opened, fell_due)
    WHERE event.at < %(before)s
    GROUP BY 1, 2, 3
"""  # noqa: S608
FIRST_ANSWERS = f"""
    SELECT date_trunc('month', answered.at AT TIME ZONE %(zone)s)::date, left(place_path, size), count(*),
        percentile_cont(0.5) WITHIN GROUP (
            ORDER BY greatest(extract(epoch FROM answered.at - opened_at), 0) / 3600
        )
    FROM ({PROMISED}) promised
    JOIN (
        SELECT stream, min(occurred_at) AS at FROM journal_entry WHERE event = ANY(%(events)s) GROUP BY stream
    ) answered USING (stream), generate_series(0, length(place_path), 4) AS size
    WHERE answered.at < %(before)s
    GROUP BY 1, 2
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Counts:
    """How many matters of a period came, ended and ended in time, and were open and late at its end.

    `on_time` are among the closed: they ended within the promise, or had none. `overdue` are among the open.
    """

    received: int = 0
    closed: int = 0
    on_time: int = 0
    open: int = 0
    overdue: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.received + other.received,
            self.closed + other.closed,
            self.on_time + other.on_time,
            self.open + other.open,
            self.overdue + other.overdue,
        )

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(
            self.received - other.received,
            self.closed - other.closed,
            self.on_time - other.on_time,
            self.open - other.open,
            self.overdue - other.overdue,
        )


def together(counts: Iterable[Counts]) -> Counts:
    """Their sum."""
    return sum(counts, start=Counts())


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """How many first answers a place and those below gave in a month, after how many hours in the median."""

    number: int
    hours: float


def by_month(
    room: str, zone: ZoneInfo, before: datetime, among: Q | None = None
) -> dict[date, dict[Leaf, Counts]]:
    """Counts of every month in which something happened, up to the instant `before`, by place and kind.

    Months are in order, each the date of its first day in `zone`. `among` says which matters, else all.
    """
    wanted, named = _only(among)
    with connections[replica.alias()].cursor() as cursor:
        cursor.execute(
            FLOWS.format(among=wanted), {"room": room, "zone": zone.key, "before": before, **named}
        )
        flows: dict[date, list[tuple[Leaf, tuple[int, ...]]]] = defaultdict(list)
        for month, path, kind, *numbers in cursor.fetchall():
            flows[month].append(((path, kind), tuple(map(int, numbers))))
    return _accumulated(flows)


def _only(among: Q | None) -> tuple[str, dict[str, Any]]:
    """A condition of the ORM in a statement by hand, with its values by name."""
    from unionhall.kernel.matters.models import Matter  # which names the table of published numbers

    if among is None:
        return "true", {}
    try:
        sql, values = Matter.objects.filter(among).order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "false", {}
    named = {f"among_{nth}": value for nth, value in enumerate(values)}
    return f"matter.id IN ({sql % tuple(f'%({name})s' for name in named)})", named


def _accumulated(
    flows: Mapping[date, list[tuple[Leaf, tuple[int, ...]]]],
) -> dict[date, dict[Leaf, Counts]]:
    """What came and went in each month, with what was open and late at its end."""
    standing: dict[Leaf, tuple[int, int]] = defaultdict(lambda: (0, 0))
    months: dict[date, dict[Leaf, Counts]] = {}
    for month in sorted(flows):
        found: dict[Leaf, Counts] = {}
        for leaf, (received, closed, on_time, opened, fell_due) in flows[month]:
            standing[leaf] = (standing[leaf][0] + opened, standing[leaf][1] + fell_due)
            found[leaf] = Counts(received, closed, on_time, *standing[leaf])
        for leaf, (open_, overdue) in standing.items():
            found.setdefault(leaf, Counts(open=open_, overdue=overdue))
        months[month] = found
    return months


def over_all_time(room: str, zone: ZoneInfo, before: datetime) -> dict[Leaf, Counts]:
    """Counts of all months together, up to the instant `before`, by place and kind."""
    found: dict[Leaf, Counts] = {}
    for month in by_month(room, zone, before).values():
        for leaf, counts in month.items():
            passed = found.get(leaf, Counts())
            found[leaf] = Counts(
                passed.received + counts.received,
                passed.closed + counts.closed,
                passed.on_time + counts.on_time,
                counts.open,
                counts.overdue,
            )
    return found


def first_answers(
    room: str, zone: ZoneInfo, before: datetime, events: Iterable[str], among: Q | None = None
) -> dict[tuple[date, str], FirstAnswers]:
    """First answers by month and place; the empty path is the whole hall. `events` are those that answer."""
    wanted, named = _only(among)
    asked = {"room": room, "zone": zone.key, "before": before, "events": list(events), **named}
    with connections[replica.alias()].cursor() as cursor:
        cursor.execute(FIRST_ANSWERS.format(among=wanted), asked)
        return {
            (month, path): FirstAnswers(number, float(hours))
            for month, path, number, hours in cursor.fetchall()
        }
