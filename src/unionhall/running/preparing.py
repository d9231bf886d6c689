"""What is done before a hall may open, in a process of its own: whatever memory it took is gone with it."""

import sys
from collections.abc import Callable

import click

from unionhall.database import tables
from unionhall.environment import Environment
from unionhall.operations import demo_union, safety
from unionhall.running import forks


def prepare(
    environment: Environment, *, with_demo: bool, without: tuple[int, ...], meanwhile: Callable[[], None]
) -> None:
    """Bring the database up to date, and refuse what must not open; ends the program when it's refused.

    1. Bring the tables up to date, load the demo union into an empty hall.
    2. Refuse when the union's key doesn't fit, or the address is public and opening would harm people.
    `meanwhile` is done in this process.
    """

    def work() -> None:
        tables.migrate()
        if with_demo and demo_union.load():
            click.echo("The demo union has moved in.")
        _refuse_strange_key()
        _refuse_unsafe(environment)

    fork = forks.begin("preparation", lambda: _said(work), without=without)
    try:
        meanwhile()
        fork.join()
    finally:
        if fork.is_alive():
            fork.terminate()
            fork.join()
    if fork.exitcode:
        sys.exit(abs(fork.exitcode))


def _said(work: Callable[[], None]) -> None:
    """Do it; what is refused is one message and the exit code."""
    try:
        work()
    except click.ClickException as refused:
        refused.show()
        sys.exit(refused.exit_code)


def _refuse_strange_key() -> None:
    from unionhall.kernel.privacy.keys import store
    from unionhall.kernel.privacy.keys.faults import Unreadable

    try:
        store().any_fits()
    except Unreadable as error:
        raise click.ClickException(str(error)) from error


def _refuse_unsafe(environment: Environment) -> None:
    if safety.is_public(environment) and (found := safety.grave(environment)):
        raise click.ClickException("The hall stays closed:\n" + "\n".join(map(str, found)))
