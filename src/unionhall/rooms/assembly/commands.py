"""`unionhall assembly …`"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from unionhall.ground.alone import alone
from unionhall.rooms.assembly.delegates.commands import delegates

if TYPE_CHECKING:
    from unionhall.rooms.assembly.archive.verification import Report

VALID, INVALID, UNREADABLE = 0, 1, 2
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("assembly")
def command() -> None:
    """The workers' congress: its delegates, and its meetings as files."""


@command.command("verify")
@click.argument("file", type=FILE)
@click.option("--key", default="", help="The public key of the hall, as it publishes it with its journal.")
@alone
def verify(file: Path, key: str) -> None:
    """Check the archive of a meeting in FILE without the hall and without a database.

    Exit 0 if it is right, 1 if anything in it is not, 2 for a file that is no such archive.
    """
    from unionhall.rooms.assembly.archive import verification

    try:
        report = verification.verify(file.read_bytes(), key=key)
    except (verification.Unreadable, OSError) as fault:
        _fail(UNREADABLE, f"unreadable: {fault}")
    for line in _said(report):
        click.echo(line)
    if not report.is_valid:
        _fail(INVALID, "\n".join(f"wrong: {fault}" for fault in report.faults))
    click.echo("All of it is right." if key else f"All of it is right, if the hall's key is {report.key}.")


def _said(report: "Report") -> list[str]:
    """What the meeting came to, a line each."""
    sitting, document = report.sitting, report.document
    head = f"{document.reference} {document.name}: {len(document.log)} lines, {sitting.seats} seats"
    changes = sum(not each.is_there for each in sitting.quorum_changes)
    return [
        head,
        *(
            f"vote {each.vote.number} on item {each.vote.item}: yes {each.yes}, no {each.no}, abstained "
            f"{each.abstained}; {each.needed} of {each.whole} needed, {each.present} present: "
            f"{each.outcome.replace('_', ' ')}"
            for each in sitting.decisions
        ),
        f"quorum ({sitting.quorum}) lost {changes} times" if changes else "quorum never lost",
    ]


@command.command("archive")
@click.argument("reference")
@click.option("--to", "target", type=click.Path(dir_okay=False, path_type=Path), required=True)
def archive(reference: str, target: Path) -> None:
    """Write the archive of the meeting REFERENCE into a file. Exit 1 where there is none, or it sits."""
    from unionhall.kernel.matters import references
    from unionhall.kernel.matters.models import Matter
    from unionhall.rooms.assembly.archive.writing import write
    from unionhall.rooms.assembly.minutes.printing import NotOver

    parsed = references.parse(reference.strip().upper())
    matter = Matter.objects.filter(room="assembly", kind="meeting", pk=parsed[2]).first() if parsed else None
    if matter is None:
        _fail(INVALID, f"There is no meeting {reference}.")
    try:
        target.write_bytes(write(matter))
    except NotOver:
        _fail(INVALID, f"{reference} is not over yet.")
    click.echo(f"{target}: {matter.meeting.name}")


@command.command("import")
@click.argument("file", type=FILE)
@click.option("--term", required=True, help="The short name of the term whose meeting it is.")
@click.option("--write", "is_written", is_flag=True, help="Write it; without this it is only shown.")
@click.option("--with-internal", is_flag=True, help="Internal items, too: every member reads them here.")
def bring(file: Path, term: str, is_written: bool, with_internal: bool) -> None:
    """Take a meeting that OpenSlides 4 exported as JSON, with motions, speakers, elections and votes.

    It is written as a record: nothing in it was decided here. What has no place here is said line by line.
    Exit 1 where there is no such term, 2 for a file that can't be read.
    """
    from unionhall.rooms.assembly.bringing import openslides, writing
    from unionhall.rooms.assembly.bringing.brought import NotReadable
    from unionhall.rooms.assembly.models import Term

    chosen = Term.objects.filter(code=term).select_related("place").first()
    if chosen is None:
        _fail(INVALID, f"There is no term {term}. See /assembly/terms/.")
    try:
        found = openslides.read(file.read_bytes(), with_internal=with_internal)
    except (NotReadable, OSError) as fault:
        _fail(UNREADABLE, f"{file}: {fault}")
    votes = sum(len(each.votes) for each in found.items)
    click.echo(f"{found.name}: {len(found.items)} items, {votes} votes")
    for line in [*found.left_out, *(f"the end of what stands at {name}" for name in writing.cut(found))]:
        click.echo(f"left out: {line}")
    if not is_written:
        click.echo("Nothing was written. Run it again with --write.")
        return
    matter = writing.write(found, chosen)
    click.echo(f"Written as {matter.reference}. Its notes stand in the draft of its minutes.")


def _fail(status: int, message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(status)


command.add_command(delegates)
