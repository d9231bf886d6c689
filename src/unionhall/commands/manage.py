"""`unionhall manage …`"""

import click

from unionhall.running.loading import at_work


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Run one of Django's own management commands."""
    from django.core.management import execute_from_command_line

    with at_work():
        execute_from_command_line(["unionhall manage", *arguments])
