"""The process that does the hall's jobs."""

import click

JOBS_AT_ONCE = 4


def work(at_once: int = JOBS_AT_ONCE) -> None:
    """Work until told to stop; a job that is under way is finished. Django must be ready."""
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    if not isinstance(app.connector, DjangoConnector):
        raise click.ClickException("The job worker is running already.")
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(concurrency=at_once, shutdown_graceful_timeout=5)
