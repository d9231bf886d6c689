"""Jobs of the ballot."""

from collections.abc import Iterable

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import JobDeferrer
from procrastinate.manager import JobManager
from procrastinate.types import JSONDict

AFTER_OTHERS = -1  # deadlines and letters don't wait for a large count


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="ballot.tick", pass_context=False)
def tick(timestamp: int) -> int:
    """Open, close and add up the votes whose time has come."""
    from unionhall.instruments.ballot.procedure import clock

    return clock.tick()


@app.periodic(cron="25 3 * * *")
@app.task(queueing_lock="ballot.forget_rolls", pass_context=False)
def forget_rolls(timestamp: int) -> int:
    """Erase the rolls that were kept long enough."""
    from unionhall.instruments.ballot.procedure import clock

    return clock.forget_rolls()


@app.task(priority=AFTER_OTHERS, pass_context=False)
def check_batch(batch: int) -> bool:
    """Check one batch of a closed vote and, after the last one, open the sum with the hall's key."""
    from unionhall.instruments.ballot.procedure import closing

    return closing.check(batch)


def defer_checks(batches: Iterable[int]) -> None:
    """Give each batch a job, in the transaction of Django's connection.

    A worker's own connector would write the jobs on another connection, before the batches are committed.
    """
    given: list[JSONDict] = [{"batch": pk} for pk in batches]
    if given:
        jobs = JobManager(DjangoConnector())
        JobDeferrer(jobs, check_batch.configure().job).batch_defer(*given)
