"""`unionhall assembly delegates`"""

from pathlib import Path

import click

SHOWN = 100


@click.command("delegates")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--term", "code", required=True, help="The short name of the term.")
@click.option("--write", is_flag=True, help="Write it; without this it is only checked.")
def delegates(file: Path, code: str, write: bool) -> None:
    """Check the delegates in FILE (CSV or a workbook) against a term, and seat them with --write.

    Its columns: number (the exact member number), constituency, and if you want seat and name. All rows are
    written or none. Exit 0 when nothing is wrong, 1 else.
    """
    from django.utils.translation import gettext as _

    from unionhall import catalogs
    from unionhall.kernel.sheets.refusals import Unreadable
    from unionhall.rooms.assembly.delegates import bringing, lists
    from unionhall.rooms.assembly.models import Term

    catalogs.compile_all()
    term = Term.objects.select_related("place").filter(code=code).first()
    if term is None:
        raise click.ClickException(_("There is no term %(code)s.") % {"code": code})
    try:
        with file.open("rb") as content:
            rows, ignored = lists.read(content)
    except Unreadable as reason:
        raise click.ClickException(f"{file.name}: {reason}") from reason
    find = bringing.found_by_hall(term)
    outcome = bringing.bring(rows, term, find, actor=None) if write else bringing.judge(rows, term, find)
    for head in ignored:
        click.echo(_("The column “%(head)s” is not read.") % {"head": head})
    for each in outcome.findings[:SHOWN]:
        click.echo(f"{file.name}:{each.row} {each.column}: {each.words}", err=True)
    if len(outcome.findings) > SHOWN:
        more = len(outcome.findings) - SHOWN
        click.echo(_("and %(more)d more") % {"more": more}, err=True)
    told = {"new": len(outcome.wishes), "there": outcome.there, "wrong": len(outcome.findings)}
    click.echo(_("%(new)d new delegates, %(there)d there already, %(wrong)d wrong.") % told)
    if outcome.findings:
        raise click.ClickException(_("Nothing was written. Correct these rows and try again."))
    click.echo(_("It is written.") if write else _("This was a trial. Say --write to write it."))
