"""`unionhall migrate`"""

import click

from unionhall import database, work


@click.command()
def command() -> None:
    """Bring the database's tables up to date."""
    with database.running(work.prepare()):
        work.migrate(verbosity=1)
        work.disconnect()
