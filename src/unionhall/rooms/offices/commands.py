"""`unionhall offices …`"""

import sys
from typing import NoReturn

import click


@click.group("offices")
def command() -> None:
    """Who holds which office."""


@command.command("sign")
@click.argument("reference")
@click.option("--checked", prompt="What did you check", help="What you checked, in a sentence or two.")
def sign(reference: str, checked: str) -> None:
    """Sign proposal REFERENCE as the installation, while there is no second officer who could.

    For the first offices of a new hall. Exit 0 when signed, 1 when an officer has to do it or nothing waits.
    """
    from unionhall.kernel.matters import references
    from unionhall.kernel.matters.models import Matter
    from unionhall.kernel.people.actors import HALL
    from unionhall.kernel.procedures.declaration import procedure_of
    from unionhall.kernel.procedures.refusals import NotAllowed, Refusal

    parsed = references.parse(reference.strip().upper())
    matter = Matter.objects.filter(room="offices", pk=parsed[2]).first() if parsed else None
    if matter is None:
        _fail(f"There is no proposal {reference}.")
    try:
        procedure_of(matter).moves["sign"](matter, actor=HALL, text=checked)
    except NotAllowed:
        _fail("There is a second officer who can sign: the page of the proposal names them.")
    except Refusal as refusal:
        _fail(str(refusal.message))
    click.echo(f"{reference} is signed by the installation.")


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(1)
