"""A new database gets its tables in one piece, and they are those that the migrations make."""

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
# Django numbers models and rights in the order in which it comes upon them; nothing of ours refers to them.
left_out = [f"--exclude-table-data={table}" for table in ("django_content_type", "auth_permission")]
command = [binaries.program("pg_dump"), "--restrict-key=none", *left_out, load().database_owner_url]
subprocess.run(command, check=True)
"""
MIGRATED = """
from unittest.mock import patch
from django.db import connections
from unionhall.database import structure, tables
def asked():
    with patch("django.core.management.call_command") as called:
        tables.migrate()
    return called.call_count
owner = connections["owner"]
told = [asked(), structure.fits(owner)]
with owner.cursor() as cursor:
    cursor.execute("DELETE FROM django_migrations WHERE app = 'things'")
told.append(asked())
with patch.object(structure, "installed", return_value=structure.installed() - {("things", "0001_initial")}):
    told.append(structure.fits(owner))
print(*told)
"""
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*\+00")
# PostgreSQL casts a list as a whole, and each part of it when it reads again what it said.
CAST_AS_WHOLE = re.compile(r"\(ARRAY\[([^]]*)\]\)::text\[\]")


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
    return CAST_AS_WHOLE.sub(_by_parts, MOMENT.sub("then", told.stdout))


def _by_parts(cast: re.Match[str]) -> str:
    return f"ARRAY[{', '.join(f'({part})::text' for part in cast[1].split(', '))}]"


def test_django_is_asked_only_for_what_is_lacking(hall: Hall) -> None:
    """And a hall without one of the migrations doesn't take the tables of all."""
    told = hall.call("manage", "shell", "--no-imports", "-c", MIGRATED)
    assert (told.returncode, told.stdout.split()) == (0, ["0", "True", "1", "False"]), told.stderr
