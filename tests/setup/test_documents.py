"""What an operator or member can use is documented, and what is documented exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import click

from unionhall.cli import hall
from unionhall.environment.known import SETTINGS
from unionhall.kernel.rooms import discover

ROOT = Path(__file__).parents[2]
OPERATORS = ROOT / "docs" / "operators"


def test_every_command_is_documented() -> None:
    pages = [OPERATORS / "commands.md", *(ROOT / "docs" / "rooms").glob("*.md")]
    headings = re.findall(
        r"^### (unionhall .+)$", "\n".join(page.read_text() for page in pages), re.MULTILINE
    )
    assert set(headings) == set(names(hall, "unionhall"))


def test_every_command_says_what_it_does() -> None:
    context = click.Context(hall)
    silent = [name for name in hall.list_commands(context) if not found(name).get_short_help_str()]
    assert silent == []


def test_every_setting_is_documented() -> None:
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", (OPERATORS / "settings.md").read_text(), re.MULTILINE))
    assert documented == {setting.name for setting in SETTINGS}


def test_every_variable_that_is_read_is_a_setting() -> None:
    files = (ROOT / "src" / "unionhall" / "environment").glob("*.py")
    text = "\n".join(file.read_text() for file in files if file.name != "known.py")
    read = set(re.findall(r'"(UNIONHALL_[A-Z_]+|DATABASE_[A-Z_]+|PORT)"', text))
    assert read == {setting.name for setting in SETTINGS}


def test_every_room_is_documented() -> None:
    rooms = [name.rpartition(".")[2] for name in discover() if name.startswith("unionhall.rooms.")]
    assert [room for room in rooms if not (ROOT / "docs" / "rooms" / f"{room}.md").exists()] == []


def names(group: click.Group, path: str) -> Iterator[str]:
    """The full names of a group's commands, and of theirs."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield f"{path} {name}"
        if isinstance(command, click.Group):
            yield from names(command, f"{path} {name}")


def found(name: str) -> click.Command:
    """One command of the hall."""
    command = hall.get_command(click.Context(hall), name)
    assert command is not None
    return command
