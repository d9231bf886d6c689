"""Whether the hall lives and is ready, and its numbers, for the programs that watch over it."""

import hmac
from ipaddress import ip_address

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from unionhall.kernel.daily.rounds import Round, rounds
from unionhall.operations import counters

HEARTBEAT_SECONDS = 60
HEARTBEAT = "SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers"


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """This process answers; it asks nobody."""
    return _plain(200, "live")


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers, its tables are up to date and a job worker is at work; else 503."""
    try:
        troubles = [trouble for check in (_migrations, _worker) if (trouble := check())]
    except DatabaseError:
        troubles = ["the database does not answer"]
    return _plain(503, *troubles) if troubles else _plain(200, "ready")


@require_safe
@never_cache
def daily(request: HttpRequest) -> HttpResponse:
    """When what is due once a day was last done, and what is late; 503 when that is a promise to erase."""
    try:
        found = list(rounds())
    except DatabaseError:
        return _plain(503, "the database does not answer")
    is_broken = any(each.is_late and each.daily.erases for each in found)
    return _plain(503 if is_broken else 200, *map(_line, found))


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The numbers, for this machine or whoever knows the token; for all others there is no such page."""
    if not (_is_from_here(request) or _knows_token(request)):
        raise Http404
    return HttpResponse(counters.text(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(waiting)} migrations are not applied" if waiting else ""


def _worker() -> str:
    with connection.cursor() as cursor:
        cursor.execute(HEARTBEAT)
        silent_for = cursor.fetchone()[0]
    if silent_for is None:
        return "no job worker is at work"
    return f"no job worker for {int(silent_for)} s" if silent_for > HEARTBEAT_SECONDS else ""


def _line(one: Round) -> str:
    last = f"{one.done.done_at:%Y-%m-%dT%H:%M%z}" if one.done.done_at else "never"
    return f"{one.daily.name} {last}" + (" late" if one.is_late else "")


def _is_from_here(request: HttpRequest) -> bool:
    """Whether it comes from this machine itself; for a proxy's requests the web server names the sender."""
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _knows_token(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(token) and hmac.compare_digest(given.encode(), token.encode())


def _plain(status: int, *lines: str) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", status=status, content_type="text/plain; charset=utf-8")
