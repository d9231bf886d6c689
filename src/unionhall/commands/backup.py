"""`unionhall backup`"""

import sys
from pathlib import Path

import click

from unionhall.ground.alone import alone
from unionhall.running.loading import at_work

MAKE = "make"


class Backups(click.Group):
    """Makes a backup where no other word is said: `unionhall backup FOLDER`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, "--help"):
            args = [MAKE, *args]
        return super().parse_args(ctx, args)


@click.group(cls=Backups)
def command() -> None:
    """Put a backup of everything into a folder: `unionhall backup FOLDER`; or check one."""


@command.command(MAKE)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--keep", type=click.IntRange(min=1), help="Then delete all but this many backups there.")
def make(folder: Path, keep: int | None) -> None:
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


@command.command("verify")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--key", help="The hall's public key, as its journal's heads have it.")
@alone
def verify(file: Path, key: str | None) -> None:
    """Check without the hall that the backup FILE is whole and signed; with --key that this hall signed it.

    Exit 0 if so, 1 if not, 2 for what is no backup.
    """
    from unionhall.operations import archive

    try:
        manifest = archive.check(file)
    except archive.BadArchive as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    click.echo(f"{len(manifest.members):,} parts of {manifest.made_at}, each as its list says.")
    if not manifest.is_signed:
        click.echo("The list is not signed." if not manifest.signature else "The list was changed.", err=True)
        sys.exit(1)
    click.echo(f"Signed with the key {manifest.signed_by}")
    if key and key != manifest.signed_by:
        click.echo("That is another key than the one you gave.", err=True)
        sys.exit(1)
