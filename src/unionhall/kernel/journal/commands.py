"""`unionhall journal …`"""

import json
import sys
from pathlib import Path

import click

from unionhall.ground.alone import alone
from unionhall.kernel.journal import statements

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("journal")
def command() -> None:
    """The journal of everything that happened."""


@command.command("verify")
@click.option("--head", "kept", type=FILE, multiple=True, help="A head that a witness kept.")
def verify(kept: tuple[Path, ...]) -> None:
    """Recompute every chain and every head; with --head also whether the journal still begins with that one.

    Exit 1 if an entry is altered, missing, out of order or cut off, 2 for a file that is no signed head.
    """
    from unionhall.kernel.journal import verification
    from unionhall.kernel.journal.models import Entry, Head

    seen = [_read(path) for path in kept]
    faults = [str(fault) for fault in verification.verify()]
    faults += verification.verify_heads({head.size: head.root for head in seen})
    for fault in faults:
        click.echo(fault, err=True)
    click.echo(
        f"{Entry.objects.count():,} entries and {Head.objects.count():,} heads read, {len(faults)} faults"
    )
    sys.exit(1 if faults else 0)


@command.command("head")
def head() -> None:
    """Sign a head over everything that is written now, and print it as a witness keeps it."""
    from unionhall.kernel.journal import heads

    newest = heads.seal()
    if newest is None:
        raise click.ClickException("Nothing is written yet.")
    click.echo(json.dumps(heads.statement(newest).to_json()))


@command.command("consistent")
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.argument("proof", type=FILE)
@alone
def consistent(old: Path, new: Path, proof: Path) -> None:
    """Check without the database that the journal of the head NEW begins with that of the head OLD.

    PROOF is what the hall gives at /journal/consistency/OLD-SIZE/NEW-SIZE.json. Exit 0 if it does, 1 if not,
    2 for a file that can't be read or is not signed by one and the same key.
    """
    from unionhall.kernel.journal.merkle import is_consistent

    first, second = _read(old), _read(new)
    if first.key != second.key:
        _refuse("The two heads were signed by two keys.")
    try:
        steps = [bytes.fromhex(step) for step in json.loads(proof.read_text())["proof"]]
    except (ValueError, KeyError, TypeError) as error:
        _refuse(f"{proof}: {error}")
    if not is_consistent(first.size, second.size, steps, first.root, second.root):
        click.echo("The journal was altered between these two heads.", err=True)
        sys.exit(1)
    click.echo(f"The first {first.size:,} of {second.size:,} entries are as they were.")


def _read(path: Path) -> statements.Statement:
    try:
        return statements.read(path.read_text())
    except (statements.NotAHead, OSError, UnicodeDecodeError) as error:
        return _refuse(f"{path}: {error}")


def _refuse(message: str) -> "statements.Statement":
    click.echo(message, err=True)
    sys.exit(2)
