"""Numbers for Prometheus: requests of all web processes, and what waits in the database."""

import os
from collections.abc import Iterator

from django.db import connection
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from unionhall.kernel.daily.rounds import rounds
from unionhall.operations.gathering import FOLDER

BOUNDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

_registry = CollectorRegistry()
_requests = Counter(
    "unionhall_requests", "Requests answered.", ["method", "page", "status"], registry=_registry
)
_seconds = Histogram(
    "unionhall_request_seconds", "How long an answer took.", ["page"], registry=_registry, buckets=BOUNDS
)

# What stands in the database, the same for every process: name, what it is, how it is asked.
GAUGES = (
    ("open_matters", "Matters that are open.", "SELECT count(*) FROM matters_matter WHERE closed_at IS NULL"),
    (
        "late_matters",
        "Open matters whose promise is past.",
        "SELECT count(*) FROM matters_matter WHERE closed_at IS NULL AND due_at < now()",
    ),
    (
        "notices_waiting",
        "Notices whose mail has not gone out.",
        "SELECT count(*) FROM notices_notice WHERE settled_at IS NULL",
    ),
    (
        "notices_oldest_seconds",
        "How long the oldest of them has waited.",
        "SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0) FROM notices_notice"
        " WHERE settled_at IS NULL",
    ),
    (
        "jobs_waiting",
        "Jobs that could begin and have not.",
        "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'"
        " AND (scheduled_at IS NULL OR scheduled_at <= now())",
    ),
    (
        "jobs_failed",
        "Jobs that failed in the last month.",
        "SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'",
    ),
    (
        "worker_heartbeat_seconds",
        "How long ago a job worker was last heard of; -1 for never.",
        "SELECT coalesce(extract(epoch FROM now() - max(last_heartbeat)), -1) FROM procrastinate_workers",
    ),
)


def count(method: str, page: str, status: int, seconds: float) -> None:
    """Count one answer."""
    _requests.labels(method, page, str(status)).inc()
    _seconds.labels(page).observe(seconds)


def text() -> bytes:
    """All numbers in Prometheus's format."""
    requests, waiting = _registry, CollectorRegistry()
    if os.environ.get(FOLDER):
        requests = CollectorRegistry()
        MultiProcessCollector(requests)  # type: ignore[no-untyped-call]
    waiting.register(_Waiting())
    return generate_latest(requests) + generate_latest(waiting)


class _Waiting(Collector):
    """What stands in the database at this moment."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        with connection.cursor() as cursor:
            for name, meaning, query in GAUGES:
                cursor.execute(query)
                yield GaugeMetricFamily(f"unionhall_{name}", meaning, value=float(cursor.fetchone()[0]))
        yield from _daily()


def _daily() -> Iterator[GaugeMetricFamily]:
    done = GaugeMetricFamily(
        "unionhall_daily_done_at", "When it was last done, in Unix time; 0 for never.", labels=["name"]
    )
    late = GaugeMetricFamily(
        "unionhall_daily_late", "Whether it has been due for over an hour.", labels=["name"]
    )
    for each in rounds():
        done.add_metric([each.daily.name], each.done.done_at.timestamp() if each.done.done_at else 0)
        late.add_metric([each.daily.name], each.is_late)
    yield from (done, late)
