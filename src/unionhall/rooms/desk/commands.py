"""`unionhall desk …`"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from unionhall.rooms.desk.open311.commands import keys

if TYPE_CHECKING:
    from unionhall.rooms.desk.importing.running import Tally


@click.group("desk")
def command() -> None:
    """The help desk."""


command.add_command(keys)


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--map", "map_file", type=click.Path(path_type=Path), required=True, help="What its columns mean."
)
@click.option(
    "--rejects", type=click.Path(path_type=Path), help="Where rejected rows go; FILE.rejected.csv here."
)
def import_(file: Path, map_file: Path, rejects: Path | None) -> None:
    """Carry the requests of FILE over, CSV (also gzipped) or XLSX, as the map says.

    Run it again after an interruption, or with a longer file: what is in the hall already is left alone.
    Exit 0 when finished, 1 on failure, 2 on a bad map.
    """
    from unionhall.kernel.people.answering import NobodyAnswers
    from unionhall.rooms.desk.importing import maps, progress, running, sources

    rejects = rejects or Path(f"{file.name}.rejected.csv")
    try:
        the_map = maps.read(map_file)
        with progress.shown(file.name) as watch:
            tally = running.run(file, the_map, rejects=rejects, watch=watch)
    except maps.BadMap as problem:
        _fail(2, str(problem))
    except (sources.Unreadable, OSError) as problem:
        _fail(1, str(problem))
    except NobodyAnswers as problem:
        _fail(1, f"{problem}: nobody answers there. Appoint a coordinator first.")
    else:
        click.echo(_summary(tally, rejects))


def _summary(tally: "Tally", rejects: Path) -> str:
    found = f"{tally.new:,} carried over" if tally.new else "nothing new"
    parts = [found, f"{tally.known:,} were here already", f"{tally.odd:,} with odd times or points"]
    if tally.rejected:
        parts.append(f"{tally.rejected:,} rejected, see {rejects}")
    return f"{tally.read:,} rows: {', '.join(parts)}."


def _fail(code: int, message: str) -> None:
    click.echo(message, err=True)
    sys.exit(code)


@command.command("report")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def report(as_json: bool) -> None:
    """Requests received, closed, closed on time and overdue, over all time, by service and by area."""
    from unionhall.rooms.desk.reporting import alltime

    found = alltime.report()
    click.echo(json.dumps(found, ensure_ascii=False) if as_json else alltime.as_text(found))
