"""Writes `structure.sql`: migrates a database from nothing and asks PostgreSQL what came of it.

`make tables` after a new migration. Until then a new hall makes what is written here and migrates the rest.
"""

import os
import re
import subprocess
import tempfile

from django.core.management import call_command
from django.db import connections

from unionhall import database, environment
from unionhall.database import binaries
from unionhall.database.structure import NAMED, WRITTEN
from unionhall.running import loading

# The names above each part, the settings of the session, and who may pipe it into psql.
CHATTER = re.compile(r"^(--.*|SET .*|SELECT pg_catalog\.set_config.*|\\(un)?restrict .*)\n", re.MULTILINE)
UNORDERED = "SET LOCAL check_function_bodies = off;"  # a function comes before the tables it names


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unionhall.settings")
    with tempfile.TemporaryDirectory() as folder:
        environment.load_with(UNIONHALL_HOME=folder)
        with database.running(loading.prepare(), durable=False):
            call_command("migrate", database="owner", verbosity=0, interactive=False)
            WRITTEN.write_text(drawn())
            connections.close_all()


def drawn() -> str:
    """What `structure.sql` is to say of the database that we are connected with."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        names = "".join(f"{NAMED}{app}.{name}\n" for app, name in cursor.fetchall())
    return f"{names}\n{UNORDERED}\n\n{_tables()}\n"


def _tables() -> str:
    command = [str(binaries.program("pg_dump")), "--schema-only", "--no-owner", "--no-privileges"]
    url = environment.load().database_owner_url
    told = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    return re.sub(r"\n{3,}", "\n\n", CHATTER.sub("", told)).strip()


if __name__ == "__main__":
    main()
