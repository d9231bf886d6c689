"""`unionhall keys`"""

from pathlib import Path

import click

from unionhall import environment
from unionhall.kernel.privacy.keys import copies, store_of
from unionhall.kernel.privacy.keys.faults import Unreadable
from unionhall.kernel.privacy.keys.wrapping import UnionKeys


@click.group("keys")
def command() -> None:
    """The keys under which sealed texts and files lie."""


@command.command("check")
def check() -> None:
    """Unlock every key once; exit 1 when one can't be."""
    try:
        count = store_of(environment.load().keys).check()
    except Unreadable as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{count:,} keys can be unlocked.")


@command.command("rotate")
def rotate() -> None:
    """Make a new union key and lock every key up under it, while the hall is open.

    Older union keys that lock nothing up any more are let go of. Where the union key stands in the
    environment, put a new one before it there and restart the hall first.
    """
    keys = environment.load().keys
    try:
        store = store_of(keys)
        if isinstance(store.wrapper, UnionKeys) and not keys.union_keys:
            store.forget_union_keys()
            store.wrapper.renew()
        count = store.rewrap()
    except Unreadable as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{count:,} keys are locked up anew.")


@command.command("copy")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def copy(folder: Path) -> None:
    """Put a copy of the key store into FOLDER and delete the copies there that are older than 30 days.

    Every backup does so by itself, into UNIONHALL_KEY_COPIES.
    """
    target = copies.copy(environment.load().keys.store, folder.absolute())
    click.echo(str(target) if target else "There are no keys yet.")
