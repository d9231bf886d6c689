"""`unionhall notices`"""

import json

import click


@click.command("notices")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def command(as_json: bool) -> None:
    """How the post is doing: on each channel what waits, what left and what failed. Numbers only."""
    from unionhall.kernel.notices.counts import standings

    found = standings()
    if as_json:
        click.echo(json.dumps([each.as_json() for each in found], indent=2))
        return
    click.echo(f"{'channel':12}{'waiting':>9}{'sent 24 h':>11}{'failed 24 h':>13}{'resting':>9}  oldest")
    for each in found:
        oldest = f"{each.oldest:%Y-%m-%d %H:%M} UTC" if each.oldest else "-"
        name = each.channel or "(new)"
        click.echo(f"{name:12}{each.waiting:9}{each.sent:11}{each.failed:13}{each.resting:9}  {oldest}")
