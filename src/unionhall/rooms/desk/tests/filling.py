"""Filling a hall with requests of the past, by the import itself."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.places.models import Place
from unionhall.rooms.desk.importing import carrying, maps, running
from unionhall.rooms.desk.importing.finding import Finder
from unionhall.rooms.desk.importing.reading import Line

if TYPE_CHECKING:
    from tests.town import Town

HERE = Path(__file__).parent
SAMPLE = HERE / "samples" / "boston-1000.csv"
BOSTON = HERE.parents[4] / "examples" / "boston-311.toml"
_numbers = count(1)


def carried() -> running.Tally:
    """The sample of a thousand real requests, carried over."""
    nowhere = Path("/nonexistent/rejects.csv")
    return running.run(SAMPLE, maps.read(BOSTON), rejects=nowhere, watch=lambda *_progress: None)


def fill(
    town: "Town",
    month: str,
    *,
    received: int,
    closed: int = 0,
    late: int = 0,
    area: Place | None = None,
    service: str = "Getting to work",
) -> list[Matter]:
    """Requests opened in a month such as "2025-03" and, of these, closed in it, some of them late."""
    place = area or town.north
    the_map = maps.parse(
        {
            "source": "filling",
            "columns": {"id": "id", "opened": "in", "service": "what"},
            "areas": {"below": {"name": str(town.union)}},
        }
    )
    lines = list(_lines(month, received, closed, late, str(place), service))
    carrying.carry(lines, Finder(the_map))
    wanted = [line.source_id for line in lines]
    return list(Matter.objects.filter(request__source_id__in=wanted))


def _lines(month: str, received: int, closed: int, late: int, area: str, service: str) -> Iterator[Line]:
    opened_at = datetime.fromisoformat(f"{month}-03T12:00:00+00:00")
    assert opened_at < timezone.now()
    for nth in range(received):
        due_at = opened_at + timedelta(days=1 if nth < late or nth >= closed else 9)
        yield Line(
            source_id=f"filling:{next(_numbers)}",
            service=service,
            area=area,
            opened_at=opened_at,
            due_at=due_at,
            closed_at=opened_at + timedelta(days=5) if nth < closed else None,
            description="",
            answer="",
            address="",
            point=None,
            channel="file",
            flags=[],
        )
