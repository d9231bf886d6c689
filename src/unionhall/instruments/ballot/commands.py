"""`unionhall ballot …`: for everybody who wants to recompute an election, without hall or database."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from unionhall.ground.alone import alone

if TYPE_CHECKING:
    from unionhall.instruments.ballot import showing
    from unionhall.instruments.ballot.belenios import verification

VALID, INVALID, UNREADABLE, UNFINISHED = 0, 1, 2, 3
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("ballot")
def command() -> None:
    """Secret ballots that anybody can verify."""


@command.command("verify")
@click.argument("file", type=FILE)
@click.option(
    "--commitments", type=FILE, help="The side file of the hall that makes it faster; never trusted."
)
@click.option("--json", "as_json", is_flag=True, help="The report as JSON on one line.")
@alone
def verify(file: Path, commitments: Path | None, as_json: bool) -> None:
    """Recompute the election in the archive FILE (UUID.bel), on all cores and without the database.

    Exit 0 if it is valid, 1 if not, 2 for a file that can't be read or is of another version, 3 if the
    election is not finished but correct so far, or the work was interrupted before a fault was found.
    """
    from unionhall.instruments.ballot import showing
    from unionhall.instruments.ballot.belenios.errors import Invalid, Unreadable

    def refuse(status: int, verdict: str, kind: str | None, message: str) -> NoReturn:
        _end(status, showing.fault(verdict, kind, message, as_json=as_json), err=not as_json)

    progress = showing.Progress()
    try:
        with progress:
            report = _verified(file, commitments, progress)
    except Invalid as fault:
        refuse(INVALID, "invalid", fault.kind, fault.message)
    except (KeyboardInterrupt, InterruptedError):
        found = f"interrupted; no fault in {progress.done:,} of {progress.of:,} ballots so far"
        refuse(UNFINISHED, "not finished", None, found)
    except (Unreadable, OSError) as fault:
        refuse(UNREADABLE, "unreadable", None, str(fault))
    _end(VALID if report.is_finished else UNFINISHED, showing.report(report, as_json=as_json))


@command.command("diff")
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@alone
def diff(old: Path, new: Path) -> None:
    """Compare two copies of an archive, OLD and NEW, without the database.

    Exit 0 if NEW is OLD or goes on where OLD ends; 1 if they part or NEW is shorter, with the ballots that
    were dropped, added or reordered; 2 for a file that can't be read. It verifies no ballot.
    """
    from unionhall.instruments.ballot import showing
    from unionhall.instruments.ballot.belenios import differences
    from unionhall.instruments.ballot.belenios.errors import Invalid, Unreadable

    try:
        with showing.mapped(old) as first, showing.mapped(new) as second:
            found = differences.compare(first, second)
    except Invalid as fault:
        _end(INVALID, f"invalid: {fault}", err=True)
    except (Unreadable, OSError) as fault:
        _end(UNREADABLE, f"unreadable: {fault}", err=True)
    _end(VALID if found.is_extended and found.old <= found.new else INVALID, showing.difference(found))


def _verified(file: Path, commitments: Path | None, progress: "showing.Progress") -> "verification.Report":
    from contextlib import ExitStack

    from unionhall.instruments.ballot import showing
    from unionhall.instruments.ballot.belenios import parallel, verification
    from unionhall.instruments.ballot.belenios.commitments import Hints

    with ExitStack() as opened:
        archive = opened.enter_context(showing.mapped(file))
        hints = Hints(opened.enter_context(showing.mapped(commitments))) if commitments else None
        return verification.verify(archive, hints=hints, checker=parallel.checker(), progress=progress)


def _end(status: int, text: str, *, err: bool = False) -> NoReturn:
    click.echo(text, err=err)
    sys.exit(status)
