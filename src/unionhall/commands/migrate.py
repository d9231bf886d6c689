"""`unionhall migrate`"""

import click

from unionhall import database
from unionhall.database import tables
from unionhall.database.connections import disconnect
from unionhall.running import loading


@click.command()
def command() -> None:
    """Bring the database's tables up to date."""
    with database.running(loading.prepare()):
        tables.migrate(verbosity=1)
        disconnect()
