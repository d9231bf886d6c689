"""`unionhall check`"""

import click

from unionhall import work


@click.command()
def command() -> None:
    """Check the settings and the declarations of all rooms; exit 1 when something is wrong."""
    from django.core.management import CommandError, call_command

    work.prepare()
    try:
        call_command("check", fail_level="WARNING")
    except CommandError as error:
        raise click.ClickException(str(error)) from error
