"""The jobs that check the batches of a closed vote, by the name that they have in the table of jobs."""

from collections.abc import Iterable

from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task
from procrastinate.types import JSONDict

CHECK = "unionhall.instruments.ballot.tasks.check_batch"
AFTER_OTHERS = -1  # deadlines and letters don't wait for a large count


def defer_checks(batches: Iterable[int]) -> None:
    """Give each batch a job, in the transaction of Django's connection.

    A worker's own connector would write the jobs on another connection, before the batches are committed.
    """
    given: list[JSONDict] = [{"batch": pk} for pk in batches]
    if given:
        jobs = JobManager(DjangoConnector())
        configure_task(name=CHECK, job_manager=jobs, priority=AFTER_OTHERS).batch_defer(*given)
