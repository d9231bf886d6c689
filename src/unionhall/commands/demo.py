"""`unionhall demo`"""

import json

import click

from unionhall.operations import demo_union
from unionhall.running import loading


@click.command()
@click.option("--credentials", is_flag=True, help="Print the address and sign-ins as JSON.")
def command(credentials: bool) -> None:
    """Load the demo union into an empty hall."""
    with loading.at_work():
        is_loaded = demo_union.load()
        if credentials:
            click.echo(json.dumps(demo_union.credentials(), ensure_ascii=False))
        else:
            click.echo("The demo union has moved in." if is_loaded else "The hall has people already.")
