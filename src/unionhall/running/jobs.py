"""The process that does the hall's jobs."""

import click

JOBS_AT_ONCE = 4


def work(at_once: int = JOBS_AT_ONCE) -> None:
    """Work until told to stop; a job that is under way is finished. Django must be ready."""
    from procrastinate import PsycopgConnector
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector
    from procrastinate.contrib.django.utils import connector_params

    if not isinstance(app.connector, DjangoConnector):
        raise click.ClickException("The job worker is running already.")
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=at_once)
    with app.replace_connector(connector) as working:
        working.run_worker(concurrency=at_once, shutdown_graceful_timeout=5)
