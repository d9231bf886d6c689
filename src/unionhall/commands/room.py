"""`unionhall room NAME`

The skeleton is both rooms that can be made of it: a line `only plain` or `only sealed`, as a comment, begins
what the one or the other has alone, `both` ends it. A file of which nothing is left doesn't come along.
"""

import keyword
import re
from importlib.util import find_spec
from pathlib import Path

import click

SKELETON = "skeleton"  # the folder that is copied, and the name that gives way to the room's own
COMPILED = {".pyc", ".mo"}
TAKEN = {
    "account",
    "static",
    "admin",
    "auth",
    "search",
    "sessions",
    "unionhall",
}  # addresses and Django's labels
NAME = re.compile(r"[a-z][a-z0-9_]{1,29}")
MARK = re.compile(r"^ *(?:#|<!--) (only plain|only sealed|both)(?: -->)?\n", re.MULTILINE)


@click.command()
@click.argument("name")
@click.option("--sealed", is_flag=True, help="Its words lie encrypted, its parties wear masks.")
def command(name: str, sealed: bool) -> None:
    """Make a new room called NAME in this checkout."""
    house = _house()
    _refuse_bad(name, house)
    room = make(name, house / "kernel" / SKELETON, house / "rooms", sealed=sealed)
    click.echo(f"The room is in {room}. Its door opens with the next `make run`.")


def make(name: str, skeleton: Path, rooms: Path, *, sealed: bool = False) -> Path:
    """Copy the skeleton into the folder of the rooms under that name; the new room's folder."""
    room = rooms / name
    for source in sorted(
        path for path in skeleton.rglob("*") if path.is_file() and path.suffix not in COMPILED
    ):
        target = room / _named(str(source.relative_to(skeleton)), name)
        _copy(source, target, name, left_out="only plain" if sealed else "only sealed")
    return room


def _house() -> Path:
    """The package in the checkout around the working directory, whichever copy is installed."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "src" / "unionhall" / "kernel" / SKELETON).is_dir():
            return folder / "src" / "unionhall"
    raise click.UsageError("Go into a checkout of unionhall first.")


def _refuse_bad(name: str, house: Path) -> None:
    """Raise unless `name` can be a Python package, a part of an address and a new name in the house."""
    if not NAME.fullmatch(name) or keyword.iskeyword(name):
        raise click.UsageError(f"{name!r} can't be a room: 2 to 30 of a-z, 0-9 and _, a letter first.")
    known = {path.stem for pattern in ("*", "*/*") for path in house.glob(pattern)}
    if name in known or name in TAKEN or find_spec(name):
        raise click.UsageError(f"{name!r} is taken: choose another name.")


def _copy(source: Path, target: Path, name: str, *, left_out: str) -> None:
    text = source.read_text()
    kept = _without(text, left_out)
    if kept or not text:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_named(kept, name))


def _without(text: str, left_out: str) -> str:
    """The text without its marks and what stands below those that are left out."""
    first, *marked = MARK.split(text)
    parts = zip(marked[::2], marked[1::2], strict=True)
    kept = first + "".join(part for mark, part in parts if mark != left_out)
    return kept if not marked else kept.rstrip() + "\n" if kept.strip() else ""


def _named(text: str, name: str) -> str:
    title = name.replace("_", " ").title()
    return text.replace(SKELETON, name).replace(SKELETON.title(), title.replace(" ", ""))
