"""`unionhall register verify-card CODE`"""

import sys
from datetime import UTC, datetime

import click

from unionhall import environment
from unionhall.ground import signatures
from unionhall.ground.alone import alone
from unionhall.rooms.register.card import signing


@click.command("verify-card")
@click.argument("code")
@click.option("--key", help="The public key of another hall, from its /.well-known/unionhall-card.json.")
@alone
def verify_card(code: str, key: str | None) -> None:
    """Check the signed CODE of a member's card without the database.

    Prints name, union and last day. Exit 0 if it is good today, else 1.
    """
    public = key or signatures.public_text(signing.key_in(environment.load().home))
    try:
        face = signing.read(code.rpartition("#")[2], public)
    except signing.NotACard:
        click.echo("This is no card of this union.", err=True)
        sys.exit(1)
    click.echo(f"{face.name}\n{face.union}\nvalid until {face.until}")
    if face.until < datetime.now(UTC).date():
        click.echo("It has run out.", err=True)
        sys.exit(1)
