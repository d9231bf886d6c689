"""`unionhall demo`"""

import json

import click

from unionhall import work


@click.command()
@click.option("--credentials", is_flag=True, help="Print the address and sign-ins as JSON.")
def command(credentials: bool) -> None:
    """Load the demo union into an empty hall."""
    with work.at_work():
        is_loaded = work.load_demo()
        if credentials:
            click.echo(json.dumps(work.demo_credentials(), ensure_ascii=False))
        else:
            click.echo("The demo union has moved in." if is_loaded else "The hall has people already.")
