"""`unionhall serve`"""

import click

from unionhall.running.opening import open_hall, web_server


@click.command()
def command() -> None:
    """Serve the pages, without the job worker."""
    open_hall(lambda environment: [web_server(environment)], with_demo=False)
