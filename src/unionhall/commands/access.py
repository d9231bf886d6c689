"""`unionhall access …`"""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from unionhall.running import loading

REASONS = {
    "nobody": "Nobody has exactly this number or address.",
    "several": "Several have this. Use the member number or the e-mail address.",
    "has_none": "This person has no second step that could be lost.",
    "open_already": "Somebody has begun this for the person already.",
    "officers": "Two officers can sign for this person: they do it in the hall, under Lost second steps.",
}


@click.group("access")
def command() -> None:
    """What opens the hall for somebody."""


@command.command("end")
@click.argument("exactly", required=False)
@click.option("--everybody", is_flag=True, help="For all people at once, as after a theft.")
def end(exactly: str | None, everybody: bool) -> None:
    """End all sessions, tokens and calendar addresses of a person, or of everybody; they sign in anew.

    EXACTLY is a member number, telephone or e-mail as the hall has it.
    """
    if bool(exactly) == everybody:
        raise click.UsageError("Name one person, or say --everybody.")
    with loading.at_work():
        from unionhall.kernel.people import recovery_alone, ways_in

        if exactly:
            with _said_in_words():
                ways_in.end_all(recovery_alone.only_one(exactly).pk)
        else:
            ways_in.end_everything()
    click.echo("Ended.")


@command.command("lost-step")
@click.argument("exactly")
def lost_step(exactly: str) -> None:
    """Take off a second step that is lost, where no two officers are left who could sign for it.

    The person is told, and can object for 24 hours. EXACTLY is a member number, telephone or e-mail.
    """
    with loading.at_work():
        from unionhall.kernel.people import recovery_alone

        with _said_in_words():
            recovery_alone.begin(exactly)
    click.echo("The person is told. In 24 hours the second step comes off, unless they object.")


@contextmanager
def _said_in_words() -> Iterator[None]:
    from unionhall.kernel.people.recovery import NotPossible

    try:
        yield
    except NotPossible as error:
        raise click.ClickException(REASONS[error.reason]) from error
