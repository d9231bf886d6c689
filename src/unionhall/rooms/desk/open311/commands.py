"""`unionhall desk keys …`"""

import sys

import click


@click.group("keys")
def keys() -> None:
    """The keys that other programs send requests with (Open311)."""


@keys.command("issue")
@click.argument("name")
def issue(name: str) -> None:
    """Print a new key for the program called NAME. It is shown this once."""
    from unionhall.rooms.desk.open311.models import ApiKey

    click.echo(ApiKey.objects.issue(name))


@keys.command("list")
def list_() -> None:
    """The programs that may send requests, and since when."""
    from unionhall.rooms.desk.open311.models import ApiKey

    for key in ApiKey.objects.valid().order_by("issued_at"):
        click.echo(f"{key.issued_at:%Y-%m-%d}  {key.name}")


@keys.command("withdraw")
@click.argument("name")
def withdraw(name: str) -> None:
    """Refuse every key of the program called NAME from now on; exit 1 if it has none."""
    from unionhall.rooms.desk.open311.models import ApiKey

    withdrawn = ApiKey.objects.withdraw(name)
    click.echo(f"{withdrawn} withdrawn")
    sys.exit(0 if withdrawn else 1)
