"""`unionhall run`"""

import click

from unionhall.ground import lifelines
from unionhall.running.opening import job_worker, open_hall, web_server


@click.command()
@click.option(
    "--demo/--no-demo", default=True, show_default=True, help="Load the demo union into an empty hall."
)
@click.option("--stop-with-parent", is_flag=True, help="Close when the program that started this one ends.")
def command(demo: bool, stop_with_parent: bool) -> None:
    """Open the whole hall: database, pages and job worker, until Ctrl-C."""
    if stop_with_parent:
        lifelines.end_with_parent()
    open_hall(lambda environment: [web_server(environment), job_worker(environment)], with_demo=demo)
