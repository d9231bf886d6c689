"""The `unionhall` command: the modules in `commands/`, and what the hall's parts and rooms contribute.

A part or room contributes by a module `commands.py` with a click command or group called `command`; it
appears under the name of the folder, and each of its commands finds Django ready and the database answering.
"""

import os
import sys
from collections.abc import Callable
from copy import copy
from functools import wraps
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any

import click

from unionhall import commands
from unionhall.database import DatabaseFailed
from unionhall.ground.alone import works_alone
from unionhall.running.discovery import discover
from unionhall.running.loading import at_work

PARTS = ("unionhall.kernel", "unionhall.instruments")


class Commands(click.Group):
    """All commands, imported only when they're wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names in the order of the alphabet."""
        return sorted({*_own(), *_contributed()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name in self.commands:
            return self.commands[cmd_name]
        if cmd_name in _own():
            self.add_command(import_module(f"{commands.__name__}.{cmd_name}").command, cmd_name)
        elif module := _contributed().get(cmd_name):
            self.add_command(_ready(import_module(module).command), cmd_name)
        return self.commands.get(cmd_name)


def _own() -> set[str]:
    return {module.name for module in iter_modules(commands.__path__)}


def _contributed() -> dict[str, str]:
    """Names of contributed commands and their modules."""
    folders = [
        f"{part}.{module.name}" for part in PARTS for module in iter_modules(import_module(part).__path__)
    ]
    modules = {folder.rpartition(".")[2]: f"{folder}.commands" for folder in (*folders, *discover())}
    return {name: module for name, module in modules.items() if _exists(module)}


def _exists(module: str) -> bool:
    """Whether a package has that module; it is not imported, so that small commands start at once."""
    package, _, name = module.rpartition(".")
    spec = find_spec(package)
    paths = spec.submodule_search_locations if spec else None
    return paths is not None and any(found.name == name for found in iter_modules(paths))


def _ready(command: click.Command) -> click.Command:
    """A command like this, each of whose actions finds Django and the database ready."""
    made = copy(command)
    if isinstance(made, click.Group):
        made.commands = {name: _ready(part) for name, part in made.commands.items()}
    elif made.callback is not None and not works_alone(made.callback):
        made.callback = _working(made.callback)
    return made


def _working(action: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(action)
    def run(*arguments: Any, **options: Any) -> Any:
        with at_work():
            return action(*arguments, **options)

    return run


@click.command(cls=Commands)
@click.version_option(package_name="unionhall")
def hall() -> None:
    """The house of a trade union."""


def main() -> None:
    """Run one command; what keeps the database away is one message, never a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unionhall.settings")
    try:
        hall()
    except DatabaseFailed as failure:
        click.echo(str(failure), err=True)
        sys.exit(1)
