"""`unionhall worker`"""

import click

from unionhall.running import leftovers
from unionhall.running.loading import at_work


@click.command()
@click.option("--jobs", default=4, show_default=True, help="How many jobs at once.")
def command(jobs: int) -> None:
    """Do the hall's jobs: deadlines, notices, tallies and exports."""
    with at_work() as environment:
        leftovers.register(environment.home)
        _work(jobs)


def _work(jobs: int) -> None:
    """Work until told to stop; a job that is under way is finished."""
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    if not isinstance(app.connector, DjangoConnector):
        raise click.ClickException("The job worker is running already.")
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(concurrency=jobs, shutdown_graceful_timeout=5)
