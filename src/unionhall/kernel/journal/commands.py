"""`unionhall journal …`"""

import sys

import click


@click.group("journal")
def command() -> None:
    """The journal of everything that happened."""


@command.command("verify")
def verify() -> None:
    """Recompute every chain; exit 1 if an entry is altered, missing, out of order or cut off."""
    from unionhall.kernel.journal import verification
    from unionhall.kernel.journal.models import Entry

    faults = 0
    for fault in verification.verify():
        faults += 1
        click.echo(str(fault), err=True)
    click.echo(f"{Entry.objects.count():,} entries read, {faults} faults")
    sys.exit(1 if faults else 0)
