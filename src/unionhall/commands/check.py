"""`unionhall check`"""

import sys

import click

from unionhall.running import loading


@click.command()
@click.option("--deploy", is_flag=True, help="Check whether this hall may be opened to a union.")
def command(deploy: bool) -> None:
    """Check the settings and the declarations of all rooms; exit 1 when something is wrong."""
    if deploy:
        _check_deployment()
        return
    from django.core.management import CommandError, call_command

    loading.prepare()
    try:
        call_command("check", fail_level="WARNING")
    except CommandError as error:
        raise click.ClickException(str(error)) from error
    _say_zones()


def _say_zones() -> None:
    from django.conf import settings

    whose = "the package tzdata" if settings.ZONES.is_pinned else "the system"
    click.echo(f"Time zones: {settings.ZONES.release}, of {whose}.")


def _check_deployment() -> None:
    from unionhall.operations import safety

    with loading.at_work() as environment:
        found = safety.findings(environment)
        calendars = [safety.say_calendar(code) for code in safety.calendars_in_use()]
    click.echo("".join(f"{line}\n" for line in calendars), nl=False)
    for finding in found:
        click.echo(f"{'UNSAFE' if finding.is_grave else 'mend'}: {finding}")
    click.echo(f"{len(found)} findings." if found else "Nothing to mend: this hall may be opened.")
    sys.exit(1 if found else 0)
