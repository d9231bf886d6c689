"""Carrying a chunk of lines over: each through the desk's own moves, all in one transaction."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _

from unionhall.kernel.matters.aggregates import freezing
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.procedures.work import batch
from unionhall.rooms.desk.importing.finding import Finder
from unionhall.rooms.desk.importing.reading import Line
from unionhall.rooms.desk.models import Request
from unionhall.rooms.desk.procedure import asking, closing, handling

IMPORT_LOCK = 7_311_001  # of two imports at a time, one chunk goes first


def carry(lines: Sequence[Line], finder: Finder) -> int:
    """Carry over what the hall doesn't have yet, in one transaction; how many lines were new.

    1. Wait for a chunk of another import.  2. Leave out every source_id that is there, or came before.
    3. Make the moves of each line.  4. Write them together: all of the chunk is there, or nothing.
    5. Let the months that it reaches into be counted once more.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
        fresh = _fresh(lines)
        finder.begin_chunk()
        with batch():
            for line in fresh:
                _carry(line, finder)
        if fresh:
            freezing.reopen_since("desk", min(_first_day(line) for line in fresh))
    return len(fresh)


def _first_day(line: Line) -> date:
    """A day that is no later than the line's first in any zone."""
    return (min(line.opened_at, line.closed_at or line.opened_at) - timedelta(1)).date()


def _fresh(lines: Sequence[Line]) -> list[Line]:
    by_id: dict[str, Line] = {}
    for line in lines:
        by_id.setdefault(line.source_id, line)
    known = Request.objects.filter(source_id__in=by_id).values_list("source_id", flat=True)
    for source_id in known:
        del by_id[str(source_id)]
    return list(by_id.values())


def _carry(line: Line, finder: Finder) -> None:
    """The moves of one line, each at the time it had: carried over, taken on, answered if it is closed."""
    service = finder.service(line.service)
    matter = finder.matter(service, finder.area(line.area))
    lat, long = line.point or (None, None)
    request = Request(
        service=service,
        description=line.description,
        address=line.address,
        lat=lat,
        long=long,
        channel=line.channel,
        source_id=line.source_id,
        flags=line.flags,
    )
    matter = asking.carry_over(matter, actor=HALL, at=line.opened_at, request=request, due_at=line.due_at)
    matter = handling.accept(matter, actor=HALL, at=line.opened_at)
    if line.closed_at is not None:
        closing.answer(
            matter, actor=HALL, at=line.closed_at, text=line.answer or _("Closed where it came from.")
        )
