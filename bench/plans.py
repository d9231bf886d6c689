"""How PostgreSQL answers the slowest questions of each page, as it says itself."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from unionhall.kernel.people.models import Person

RESULTS = Path(__file__).parent / "results"
SLOWEST = 2  # of each page


def write(size: int, pages: Mapping[str, tuple[Person, str]]) -> None:
    """Write `results/plans-SIZE.txt`: for each page its slowest statements with their plans."""
    lines = [line for name, (reader, path) in pages.items() for line in _page(name, reader, path)]
    (RESULTS / f"plans-{size}.txt").write_text("\n".join(lines) + "\n")


def _page(name: str, reader: Person, path: str) -> Iterator[str]:
    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(reader)
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    statements = dict.fromkeys(each["sql"] for each in asked if each["sql"].startswith("SELECT"))
    plans = sorted((_plan(statement) for statement in statements), key=lambda plan: -plan[0])
    yield f"== {name}: {len(asked)} statements"
    for took, statement, plan in plans[:SLOWEST]:
        yield f"\n-- {took:.2f} ms\n{statement}\n\n{plan}\n"


def _plan(statement: str) -> tuple[float, str, str]:
    """Milliseconds of planning and execution, the statement, its plan."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {statement}")
        lines = [line for (line,) in cursor.fetchall()]
    took = sum(
        float(line.split()[2]) for line in lines if line.startswith(("Planning Time", "Execution Time"))
    )
    return took, statement, "\n".join(lines)
