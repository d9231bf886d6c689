"""`unionhall database …`"""

import signal
import threading
from pathlib import Path

import click

from unionhall import database, environment


@click.group()
def command() -> None:
    """The embedded database."""


@command.command("run")
def run() -> None:
    """Keep the database running for all processes of this home, until told to stop."""
    from unionhall.operations.notifying import tell

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    with database.running(environment.load()) as session:
        tell("READY=1")
        while not stop.wait(1):
            session.revive()
        tell("STOPPING=1")


@command.command("upgrade")
@click.argument("older", type=click.Path(path_type=Path, exists=True), required=False)
def upgrade(older: Path | None) -> None:
    """Carry the database over to this hall's PostgreSQL; OLDER is a wheel or folder with the one before.

    Without OLDER it's looked for in the wheel that this hall's PostgreSQL comes from, which often has both.
    """
    from unionhall.operations import upgrading

    read = environment.load()
    version, ours = upgrading.version_of(read.home), upgrading.our_version()
    if not read.database_is_embedded:
        raise click.ClickException("DATABASE_URL is set: upgrade that PostgreSQL as its own guide says.")
    if version in ("", ours):
        raise click.ClickException(f"Nothing to do: the database is of PostgreSQL {version or 'none yet'}.")
    try:
        aside = upgrading.upgrade(read, older or upgrading.wheel())
    except (upgrading.NotUpgraded, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"The database is of PostgreSQL {ours} now. The one of {version} lies in {aside}.")
