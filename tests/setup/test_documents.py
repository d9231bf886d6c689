"""What an operator or member can use is documented, and what is documented exists."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click

from unionhall.cli import hall
from unionhall.environment.known import SETTINGS
from unionhall.kernel.rooms import Room, rooms

ROOT = Path(__file__).parents[2]
OPERATORS, PAGES = ROOT / "docs" / "operators", ROOT / "docs" / "rooms"


def test_every_command_is_documented() -> None:
    pages = [OPERATORS / "commands.md", *PAGES.glob("*.md"), *filter(Path.exists, map(inside, rooms()))]
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


def test_every_room_is_documented_in_the_docs_or_in_its_own_folder() -> None:
    here = [room for room in rooms() if room.name.startswith("unionhall.rooms.")]
    assert here
    pages = {room.label: (PAGES / f"{room.label}.md", inside(room)) for room in here}
    assert [label for label, found in pages.items() if not any(map(Path.exists, found))] == []


def inside(room: Room) -> Path:
    """Where a room has its page that brings everything in its folder."""
    return Path(room.path) / "README.md"


def test_the_map_leads_to_what_is_there() -> None:
    """Of each thing that happens four files, and in each where to begin."""
    text = (ROOT / "CONTRIBUTING.md").read_text().partition("## What happens when")[2].partition("\n## ")[0]
    happenings = text.split("\n**")[1:]
    steps = [re.findall(r"^(\d)\. `(\S+)` `(\w+)`: ", each, re.MULTILINE) for each in happenings]
    assert [[number for number, _file, _word in each] for each in steps] == [list("1234")] * 4
    missing = [
        f"{file} {word}"
        for _number, file, word in chain.from_iterable(steps)
        if not re.search(rf"^ *(def|class) {word}\b", _read(file), re.MULTILINE)
    ]
    assert missing == []


def _read(file: str) -> str:
    return (ROOT / "src" / "unionhall" / file).read_text()


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
