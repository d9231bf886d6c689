"""`unionhall register …`"""

import click

from unionhall.rooms.register.book.commands import numbering
from unionhall.rooms.register.card.commands import verify_card
from unionhall.rooms.register.importing.commands import members, outline, places


@click.group("register")
def command() -> None:
    """The register of members and places."""


command.add_command(places)
command.add_command(members)
command.add_command(outline)
command.add_command(numbering)
command.add_command(verify_card)
