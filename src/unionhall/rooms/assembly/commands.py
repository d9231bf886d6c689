"""`unionhall assembly …`"""

import click

from unionhall.rooms.assembly.delegates.commands import delegates


@click.group("assembly")
def command() -> None:
    """The congress of the workers."""


command.add_command(delegates)
