"""`unionhall register numbering`"""

import re

import click


@click.command("numbering")
@click.option("--prefix", help="What every number begins with: capitals, digits and hyphens, at most 10.")
@click.option("--digits", type=click.IntRange(1, 9), help="How many digits the running number has at least.")
@click.option("--next", "upcoming", type=click.IntRange(1), help="The next running number.")
def numbering(prefix: str | None, digits: int | None, upcoming: int | None) -> None:
    """Say how member numbers are made, after changing what the options name.

    Numbers that members have stay as they are, and one that somebody has is never given again.
    """
    from django.db import transaction

    from unionhall.rooms.register.book.numbering import locked

    if prefix is not None and not re.fullmatch(r"[A-Z0-9-]{0,10}", prefix):
        raise click.BadParameter("use capitals, digits and hyphens, at most 10.", param_hint="--prefix")
    with transaction.atomic():
        series = locked()
        series.prefix = series.prefix if prefix is None else prefix
        series.digits, series.upcoming = digits or series.digits, upcoming or series.upcoming
        series.save()
    click.echo(f"The next member number is {series}.")
