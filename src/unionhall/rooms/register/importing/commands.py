"""`unionhall register places | members | outline`"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from unionhall.kernel.places.coordinates import MAPS
from unionhall.rooms.register.importing.telling import keep_changes, say_written, tell

if TYPE_CHECKING:
    from django.core.exceptions import ValidationError

    from unionhall.rooms.register.importing.tables import Reading, Table

LANGUAGES = ("en", "zh-hans", "zh-hant")
TRADITIONAL = ("TW", "HK", "MO", "Hant")

file_argument = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
write_option = click.option("--write", is_flag=True, help="Write it; without this it is only checked.")
skip_option = click.option(
    "--skip-errors", is_flag=True, help="Write what is right, and the rest into FILE.rejected.csv."
)
changes_option = click.option(
    "--changes", type=click.Path(path_type=Path), help="Write into this file (CSV) what each row changes."
)
numbers_option = click.option(
    "--give-numbers", is_flag=True, help="Give the next member numbers to those who have none."
)
sheet_option = click.option("--sheet", help="Which sheet of a workbook; needed where several may be meant.")
encoding_option = click.option("--encoding", help="In which encoding a text is, as cp1252 or big5hkscs.")
language_option = click.option(
    "--language", type=click.Choice(LANGUAGES), help="In which language to answer; that of the terminal."
)


OPTIONS = (
    file_argument,
    write_option,
    skip_option,
    changes_option,
    sheet_option,
    encoding_option,
    language_option,
)


@dataclass(frozen=True, kw_only=True)
class Given:
    """What the command line says of a table that is brought in."""

    file: Path
    write: bool
    skip_errors: bool
    changes: Path | None
    sheet: str | None
    encoding: str | None
    language: str | None
    give_numbers: bool = False


def bringing(
    *more: Callable[[Any], Any],
) -> Callable[[Callable[[Given], None]], click.Command]:
    """A command that brings in a table; all of them have the same options, and some have more."""

    def made(body: Callable[[Given], None]) -> click.Command:
        @wraps(body)
        def run(**options: Any) -> None:
            given = Given(**options)
            with _speaking(given.language):
                _refuse_empty_hall()
                _refuse_the_same(given.file, given.changes)
                body(given)

        for option in reversed((*OPTIONS, *more)):
            run = option(run)
        return click.command()(run)

    return made


@bringing()
def places(given: Given) -> None:
    """Check the branches and service areas in FILE (CSV or a workbook), and write them with --write."""
    from unionhall.rooms.register.importing.placing import write_places
    from unionhall.rooms.register.importing.reach import Reach

    table = _table(given, "places")
    work = write_places(table, Reach, write=given.write, skip_errors=given.skip_errors)
    keep_changes(work.changes, table.kind, given.changes)
    tell(work.outcome, table, given.file, is_written=given.write, skips=given.skip_errors)


@bringing(numbers_option)
def members(given: Given) -> None:
    """Check the members in FILE (CSV or a workbook), and write them with --write.

    Run it again with the same or a newer file: nobody is doubled.
    """
    from unionhall.rooms.register.importing.planning import Plan, plan_members
    from unionhall.rooms.register.importing.reach import Reach
    from unionhall.rooms.register.importing.writing import write_members

    table = _table(given, "members")

    def plan() -> Plan:
        return plan_members(table, Reach(), gives_numbers=given.give_numbers)

    made = write_members(plan, skip_errors=given.skip_errors) if given.write else plan()
    keep_changes(made.changes, table.kind, given.changes)
    tell(made.outcome, table, given.file, is_written=given.write, skips=given.skip_errors)


@click.command()
@file_argument
@click.option("--place", "named", required=True, help="Whose outline it is: a code or a name.")
@click.option(
    "--map", "drawn_on", type=click.Choice(MAPS), help="On which map it was drawn; needed in mainland China."
)
@write_option
@language_option
def outline(file: Path, named: str, drawn_on: str | None, write: bool, language: str | None) -> None:
    """Check the outline of a place in FILE (GeoJSON), and draw it with --write in place of an older one."""
    from django.core.exceptions import ValidationError
    from django.utils.translation import gettext as _

    from unionhall.kernel.sheets.cells import Unusable
    from unionhall.rooms.register.importing.drawing import draw

    with _speaking(language):
        _refuse_empty_hall()
        try:
            place = draw(file.read_bytes(), named, drawn_on, write=write)
        except Unusable as wrong:
            raise click.ClickException(f"--place: {wrong}") from wrong
        except OSError as problem:
            raise click.ClickException(f"{file}: {problem.strerror}") from problem
        except ValidationError as wrong:
            raise click.ClickException("\n".join(_wrong_with(wrong, file))) from wrong
        click.echo(_("The outline of %(place)s can be read.") % {"place": place})
        say_written(is_written=write)


def _wrong_with(wrong: "ValidationError", file: Path) -> Iterator[str]:
    """What is wrong, each behind the file or the option where it stands."""
    for field, words in wrong.message_dict.items():
        said_at = "--map" if field == "drawn_on" else file.name
        yield from (f"{said_at}: {each}" for each in words)


def _spoken() -> str:
    """The language of the terminal, as far as the hall speaks it."""
    tongue = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if not tongue.startswith("zh"):
        return "en"
    return "zh-hant" if any(region in tongue for region in TRADITIONAL) else "zh-hans"


@contextmanager
def _speaking(language: str | None) -> Iterator[None]:
    from django.utils.translation import override

    from unionhall import catalogs

    catalogs.compile_all()
    with override(language or _spoken()):
        yield


def _refuse_empty_hall() -> None:
    from unionhall.kernel.places.models import Place

    if not Place.objects.exists():
        raise click.ClickException("The hall has no union yet. Begin with: unionhall init")


def _refuse_the_same(file: Path, changes: Path | None) -> None:
    if changes and changes.resolve() == file.resolve():
        raise click.ClickException("--changes: this is the file itself, choose another.")


def _table(given: Given, kind: str) -> "Table":
    from unionhall.kernel.sheets.refusals import Unreadable
    from unionhall.rooms.register.importing.tables import Reading, Undecided, read

    file, sheet, encoding = given.file, given.sheet, given.encoding

    def choose(reading: Reading) -> bool:
        return sheet in (None, reading.way.sheet) and encoding in (None, reading.way.encoding)

    try:
        with file.open("rb") as content:
            return read(content, kind, choose=choose if sheet or encoding else None)
    except Undecided as undecided:
        raise click.ClickException(f"{file.name}: {_question(undecided.readings)}") from undecided
    except Unreadable as reason:
        raise click.ClickException(f"{file.name}: {reason}") from reason
    except OSError as problem:
        raise click.ClickException(f"{file}: {problem.strerror}") from problem


def _question(readings: "Sequence[Reading]") -> str:
    """Each way in which the file can be read, with the option that says so."""
    from django.utils.translation import gettext as _

    lines = [_("This file can be read in several ways. Say which one is right:")]
    for reading in readings:
        way = reading.way
        option = f"--sheet '{way.sheet}'" if way.sheet else f"--encoding {way.encoding}"
        lines.append(f"  {option}  {_(', ').join(reading.names())}")
    return "\n".join(lines)
