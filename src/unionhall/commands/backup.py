"""`unionhall backup`"""

import sys
from pathlib import Path

import click

from unionhall.running.loading import at_work


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--keep", type=click.IntRange(min=1), help="Then delete all but this many backups there.")
def command(folder: Path, keep: int | None) -> None:
    """Put a backup of everything into FOLDER, while the hall is open; exit 1 when it isn't whole."""
    from unionhall.operations.backing_up import NoBackup, back_up

    with at_work() as environment:
        try:
            path, missing = back_up(environment, folder.absolute(), keep=keep or 0)
        except (NoBackup, OSError) as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{path} ({path.stat().st_size:,} bytes)")
    if missing:
        click.echo(f"{len(missing)} attached files are not on the disk, the first is {missing[0]}.", err=True)
        sys.exit(1)
