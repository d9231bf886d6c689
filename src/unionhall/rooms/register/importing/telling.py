"""What a command says of a table: what was found, what it changes, and which rows are set aside."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from unionhall.kernel.sheets.writing import Lines
    from unionhall.rooms.register.importing.changes import Change
    from unionhall.rooms.register.importing.findings import Outcome
    from unionhall.rooms.register.importing.tables import Table

SHOWN = 50


def keep_changes(changes: "Sequence[Change]", kind: str, path: Path | None) -> None:
    """Write row by row what a file changes, where that was asked for."""
    from unionhall.rooms.register.importing.changes import table_of

    if path is not None:
        with _private(path) as lines:
            for row in table_of(sorted(changes), kind):
                lines.write(row)


@contextmanager
def _private(path: Path) -> Iterator["Lines"]:
    """A new table that nobody else of the machine reads."""
    from unionhall.kernel.sheets.writing import Lines

    try:
        path.unlink(missing_ok=True)
        only_ours = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(only_ours, "w", encoding="utf-8-sig", newline="") as file:
            yield Lines(file)
    except OSError as problem:
        raise click.ClickException(f"{path}: {problem.strerror}") from problem


def tell(outcome: "Outcome", table: "Table", file: Path, *, is_written: bool, skips: bool) -> None:
    """Say what was found, and end with 1 if nothing may be written."""
    from django.utils.translation import gettext as _

    if outcome.ignored:
        click.echo(_("These columns are not read: %(names)s") % {"names": _(", ").join(outcome.ignored)})
    if outcome.unread:
        click.echo(_("These sheets are not read: %(names)s") % {"names": _(", ").join(outcome.unread)})
    for finding in outcome.findings[:SHOWN]:
        where = _("Row %(row)s, %(column)s") % {"row": finding.row, "column": finding.column}
        click.echo(f"{where}: {finding.words}", err=finding.is_error)
    if len(outcome.findings) > SHOWN:
        click.echo(_("… and %(count)s more") % {"count": len(outcome.findings) - SHOWN}, err=True)
    click.echo(_counted(outcome, is_about_members=table.kind == "members"))
    if outcome.rejected:
        _set_aside(outcome, table, Path(f"{file.name}.rejected.csv"))
        if not skips:
            raise click.ClickException(_("Nothing was written. Correct these rows, or say --skip-errors."))
    say_written(is_written=is_written)


def _counted(outcome: "Outcome", *, is_about_members: bool) -> str:
    from django.utils.translation import gettext as _

    parts = [
        (_("Rows"), outcome.rows),
        (_("New"), outcome.new),
        (_("Changed"), outcome.changed),
        (_("Unchanged"), outcome.unchanged),
        (_("Rejected"), outcome.rejected),
    ]
    if is_about_members:
        parts[3:3] = [
            (_("of them with another branch"), outcome.moved),
            (_("Membership ends"), outcome.left),
            (_("Get a member number"), outcome.numbered),
        ]
        parts.append((_("Members who are not in the file; nothing happens to them"), outcome.absent))
    width = max(len(title) for title, _number in parts)
    return "\n".join(f"{title:<{width}}  {number:,}" for title, number in parts)


def _set_aside(outcome: "Outcome", table: "Table", path: Path) -> None:
    """Write the rejected rows with their reasons into a file of the present folder."""
    from django.utils.translation import gettext as _

    from unionhall.kernel.sheets.cells import words

    reasons: dict[int, list[str]] = {}
    for each in outcome.errors:
        reasons.setdefault(each.row, []).append(f"{each.column}: {each.words}")
    with _private(path) as rejected:
        rejected.write([*table.called.values(), _("Row"), _("What to do")])
        for line in table.lines:
            if line.number in reasons:
                cells = [words(line.said(key)) for key in table.called]
                rejected.write([*cells, line.number, " ".join(reasons[line.number])])
    click.echo(_("The rejected rows are in %(file)s.") % {"file": path}, err=True)


def say_written(*, is_written: bool) -> None:
    from django.utils.translation import gettext as _

    click.echo(_("It is written.") if is_written else _("This was a trial. Say --write to write it."))
