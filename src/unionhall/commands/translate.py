"""`unionhall translate`"""

import click

from unionhall import catalogs


@click.command()
@click.option("--update", is_flag=True, help="First bring the .po files in line with the source.")
@click.option("--check", is_flag=True, help="Name what is unfinished, and exit 1 if anything is.")
def command(update: bool, check: bool) -> None:
    """Compile the translations."""
    for path in catalogs.update_all() if update else ():
        click.echo(path)
    click.echo(f"{catalogs.compile_all()} compiled")
    if check:
        _check()


def _check() -> None:
    sentences = list(catalogs.unfinished())
    for sentence in sentences:
        click.echo(sentence, err=True)
    if sentences:
        raise click.ClickException(f"{len(sentences)} messages are unfinished.")
