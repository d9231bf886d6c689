"""`unionhall worker`"""

import click

from unionhall.running import jobs, leftovers
from unionhall.running.loading import at_work


@click.command()
@click.option(
    "--jobs", "at_once", default=jobs.JOBS_AT_ONCE, show_default=True, help="How many jobs at once."
)
def command(at_once: int) -> None:
    """Do the hall's jobs: deadlines, notices, tallies and exports."""
    with at_work() as environment:
        leftovers.register(environment.home)
        jobs.work(at_once)
