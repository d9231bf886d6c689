"""`unionhall restore`"""

import sys
from pathlib import Path

import click

from unionhall.running import loading


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--without-secret-key", is_flag=True, help="Although the old hall's secret key is lost.")
@click.option(
    "--keys", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="A copy of the key store."
)
@click.option("--unsigned", is_flag=True, help="Although nobody can tell that this hall made the backup.")
def command(file: Path, without_secret_key: bool, keys: Path | None, unsigned: bool) -> None:
    """Put the backup FILE into an empty home; exit 1 when the journal in it is not as it was written."""
    from unionhall.kernel.privacy.keys.copies import BadCopy
    from unionhall.kernel.privacy.keys.faults import Unreadable
    from unionhall.operations.archive import BadArchive
    from unionhall.operations.restoring import NotRestored, restore

    environment = loading.prepare()
    try:
        restored = restore(
            environment, file, keys=keys, without_secret_key=without_secret_key, unsigned=unsigned
        )
    except (BadArchive, BadCopy, NotRestored, Unreadable, OSError) as error:
        raise click.ClickException(str(error)) from error
    manifest = restored.manifest
    click.echo(f"Restored the hall of {manifest.made_at}: {sum(manifest.tables.values()):,} rows, ", nl=False)
    click.echo(f"{len(manifest.members) - 1:,} files.")
    for fault in restored.faults:
        click.echo(fault, err=True)
    _say_unrecorded(restored.unrecorded)
    click.echo(f"The journal was verified: {len(restored.faults)} faults.")
    if restored.without_key:
        click.echo(
            f"{restored.without_key} sealed matters can't be opened: their keys are not here.", err=True
        )
    sys.exit(1 if restored.faults or restored.without_key else 0)


def _say_unrecorded(rows: list[str]) -> None:
    """One office stands in no entry, which the hall was founded with; of others the operator must know."""
    for row in rows:
        click.echo(f"In no entry of the journal: {row}")
    if rows:
        click.echo("What gives rights and stands in no entry was founded with the hall, or is forged.")
