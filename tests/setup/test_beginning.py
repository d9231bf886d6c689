"""A new database gets its tables by a shorter way, which leads to the same tables."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.setup.halls import COMMAND, PATIENCE, Hall

pytestmark = pytest.mark.slow("a database is made by every migration")

LONG_WAY = """
from django.core.management import call_command
from unionhall import database
from unionhall.running import loading
with database.running(loading.prepare(), durable=False):
    call_command("migrate", database="owner", verbosity=0, interactive=False)
"""
DUMP = """
import subprocess
from unionhall.database import binaries
from unionhall.environment import load
command = [binaries.program("pg_dump"), "--restrict-key=none", load().database_owner_url]
subprocess.run(command, check=True)
"""
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*\+00")


def test_both_ways_make_the_same_tables(settled_home: Path, tmp_path: Path) -> None:
    other = Hall(tmp_path / "other")
    done = subprocess.run(
        [COMMAND[0], "-c", LONG_WAY],
        env={**other.environment, "DJANGO_SETTINGS_MODULE": "unionhall.settings"},
        capture_output=True,
        text=True,
        check=False,
        timeout=10 * PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    assert dump(Hall(settled_home)) == dump(other)


def dump(hall: Hall) -> str:
    """All that is in the database, without the moments at which it was made."""
    told = hall.call("manage", "shell", "--no-imports", "-c", DUMP)
    assert told.returncode == 0, told.stderr
    assert "CREATE TABLE public.matters_matter" in told.stdout
    return MOMENT.sub("then", told.stdout)
