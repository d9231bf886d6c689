"""`unionhall init`"""

import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any, NoReturn

import click

from unionhall import catalogs
from unionhall.database import tables
from unionhall.running import loading

if TYPE_CHECKING:
    from unionhall.kernel.people.models import Person
    from unionhall.operations.founding import Foundation

FILES = "filebased"  # of the mail backends, the one without a server
NEXT = """
Next:
  unionhall run                                 opens the hall
  unionhall register places FILE --write        brings in branches and service areas
  unionhall register members FILE --write       brings in the members
"""


@click.command()
@click.option(
    "--from",
    "answers",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Take the answers from a TOML file instead of asking.",
)
@click.option("--new-link", is_flag=True, help="A new link for an administrator without a password yet.")
def command(answers: Path | None, new_link: bool) -> None:
    """Begin a hall of your own: the union's name, and its first administrator.

    Exit 0 when it has begun, 2 when there is a union already or an answer is wrong.
    """
    with loading.at_work():
        tables.migrate()
        catalogs.compile_all()
        if new_link:
            _new_links()
        else:
            _begin(answers)


def _begin(answers: Path | None) -> None:
    from unionhall.operations.founding import FoundedAlready, WrongAnswer, found, refuse_founded

    try:
        refuse_founded()
        first = found(_read(answers) if answers else _ask())
    except FoundedAlready:
        _refuse("This hall has begun already. Nothing was changed.")
    except WrongAnswer as wrong:
        _refuse(str(wrong))
    click.echo("\nThe hall has begun.\n")
    _show_link(first)
    _try_mail(first)
    click.echo(NEXT, nl=False)


def _new_links() -> None:
    from unionhall.operations.founding import waiting_administrators

    waiting = waiting_administrators()
    if not waiting:
        _refuse("No administrator is waiting for a first sign-in.")
    for person in waiting:
        _show_link(person)


def _read(path: Path) -> "Foundation":
    from unionhall.operations.founding import WrongAnswer, read

    try:
        return read(tomllib.loads(path.read_text(encoding="utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise WrongAnswer(f"{path} is not TOML: {problem}") from None
    except OSError as problem:
        raise WrongAnswer(f"{path} can't be read: {problem.strerror}") from None


def _ask() -> "Foundation":
    from unionhall.kernel import ordering
    from unionhall.kernel.procedures import packs
    from unionhall.operations import founding

    codes = _prompt("Languages of the union, the first one first", founding.languages, "en")
    is_chinese = codes[0] == "zh-hans"
    names = {code: _prompt(f"The union's name ({code})", founding.name) for code in codes}
    kind = _prompt(f"What it is ({', '.join(founding.KINDS)})", founding.kind, founding.KINDS[0])
    zone = _prompt("Time zone", founding.time_zone, "Asia/Shanghai" if is_chinese else None)
    days = _prompt(
        "Calendar of working days (CN, GB-ENG, …)", founding.working_days, "CN" if is_chinese else None
    )
    names_of_rules = ", ".join(packs.names())
    rules = _prompt(f"Rules ({names_of_rules})", founding.rules, "cn" if days == "CN" else "generic")
    orders = ", ".join(ordering.Order.values)
    return founding.Foundation(
        names=names,
        kind=kind,
        time_zone=zone,
        calendar=days,
        rules=rules,
        order=_prompt(f"Names in order of ({orders})", founding.order, ordering.usual(rules).value),
        administrator=_prompt("Name of the first administrator", founding.name),
        email=_prompt("Their e-mail address", founding.email),
        starter=click.confirm("Offer the services that come with the hall?", default=True),
    )


def _prompt(question: str, check: Callable[[Any], Any], default: str | None = None) -> Any:
    """One answer, asked for until it can be used."""
    from unionhall.operations.founding import WrongAnswer

    def checked(answer: str) -> Any:
        try:
            return check(answer)
        except WrongAnswer as wrong:
            raise click.BadParameter(str(wrong)) from None

    return click.prompt(question, value_proc=checked, default=default)


def _show_link(person: "Person") -> None:
    from django.conf import settings

    from unionhall.operations.founding import sign_in_link

    days = settings.PASSWORD_RESET_TIMEOUT // 86_400
    click.echo(f"{person.name} <{person.email}> sets a password here, once, within {days} days:")
    click.echo(f"  {sign_in_link(person)}")
    if settings.HALL_ADDRESS.startswith("http://localhost"):
        click.echo("The link leads to this machine: set UNIONHALL_ADDRESS for people elsewhere.")


def _try_mail(person: "Person") -> None:
    """Send a letter, and say whether the mail server took it."""
    from django.conf import settings
    from django.core.mail import EmailMessage

    if FILES in settings.EMAIL_BACKEND:
        click.echo(
            f"\nNo mail server is set: letters lie in {settings.EMAIL_FILE_PATH}. "
            "Set UNIONHALL_MAIL_URL and UNIONHALL_MAIL_FROM."
        )
        return
    text = "The hall of your union can send letters. This one was sent when it began."
    try:
        EmailMessage("Mail works", text, to=[str(person.email)]).send()
    except (OSError, SMTPException) as problem:
        click.echo(f"\nMail does NOT work: {problem}. Check UNIONHALL_MAIL_URL.", err=True)
    else:
        click.echo(f"\nThe mail server took a letter to {person.email}.")


def _refuse(line: str) -> NoReturn:
    click.echo(line, err=True)
    sys.exit(2)
