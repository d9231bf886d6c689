"""An import that is killed goes on where it was, and doubles nothing."""

import csv
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.setup.halls import COMMAND, Hall

pytestmark = pytest.mark.slow("thousands of requests are brought in, more than once")
ROWS = 9_000
MAP = """
source = "old"
columns = { id = "no", opened = "in", service = "what" }
areas = { below = { name = "Mill" } }
"""
SETTLE = """
from unionhall.running import loading
with loading.at_work():
    from tests.town import build
    build()
"""
COUNT = """
from unionhall.running import loading
with loading.at_work():
    from unionhall.kernel.journal import verification
    from unionhall.kernel.journal.models import Entry
    from unionhall.rooms.desk.models import Request
    faults = len(list(verification.verify()))
    ids = Request.objects.values("source_id").distinct()
    print(Request.objects.count(), ids.count(), Entry.objects.count(), faults)
"""


@pytest.fixture
def settled(tmp_path: Path) -> Iterator[Hall]:
    """A hall with people, whose database runs only while a command does."""
    hall = Hall(tmp_path / "home")
    python(hall, SETTLE)
    yield hall
    hall.wait_until_empty()


def python(hall: Hall, program: str) -> str:
    """Run a program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", program], env=hall.environment, cwd=Path(__file__).parents[5],
        capture_output=True, text=True, check=True, timeout=120,
    ).stdout  # fmt: skip


def test_a_killed_import_goes_on_without_doubling_a_row(settled: Hall, tmp_path: Path) -> None:
    file, the_map = tmp_path / "old.csv", tmp_path / "map.toml"
    the_map.write_text(MAP)
    with file.open("w", newline="") as out:
        csv.writer(out).writerows(
            [["no", "in", "what"], *([n, "2025-05-05 10:00", "Repair"] for n in range(ROWS))]
        )
    arguments = ("desk", "import", str(file), "--map", str(the_map))
    killed = subprocess.Popen(
        [*COMMAND, *arguments], env=settled.environment, cwd=tmp_path, stderr=subprocess.PIPE, text=True
    )
    assert killed.stderr is not None
    assert "1,000 rows" in killed.stderr.readline()
    killed.kill()
    killed.communicate()
    assert killed.returncode < 0
    done = int(python(settled, COUNT).split()[0])
    assert 0 < done < ROWS
    again = settled.call(*arguments)
    assert f"{ROWS - done:,} carried over, {done:,} were here already" in again.stdout, again.stderr
    window_and_service = 2  # each written down once, too
    assert python(settled, COUNT).split() == [str(ROWS), str(ROWS), str(2 * ROWS + window_and_service), "0"]
