"""What every command needs before it works: the environment, Django and the database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django

from unionhall import database, environment
from unionhall.database import tables
from unionhall.database.connections import disconnect
from unionhall.environment import Environment
from unionhall.running import presence


def prepare(*, direct: bool = False) -> Environment:
    """Read the environment and load Django; links lead to the hall that is open now.

    `direct`: go around a pooler, which knows neither LISTEN nor what belongs to a session.
    """
    read = environment.load()
    if direct and read.database_direct_url != read.database_url:
        read = environment.load_with(DATABASE_URL=read.database_direct_url)
    if (address := presence.address(read.home)) and not os.environ.get("UNIONHALL_ADDRESS"):
        read = environment.load_with(UNIONHALL_ADDRESS=address)
    django.setup()
    return read


@contextmanager
def at_work() -> Iterator[Environment]:
    """Django with a database that answers and has its tables, for as long as the block lasts."""
    read = prepare(direct=True)
    with database.running(read):
        if tables.are_missing():
            tables.migrate()
        try:
            yield read
        finally:
            disconnect()
