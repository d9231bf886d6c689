"""The jobs of the post, done by a real worker."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.working import work
from unionhall.kernel.notices import tasks

pytestmark = pytest.mark.django_db(transaction=True)


@app.task(name="tests.nothing")
def nothing(timestamp: int) -> None:
    """A job that comes only when it's asked for."""


def ask_for(task: Any, **settings: Any) -> int:
    """Put a job on the list, as the clock of the worker does; its number."""
    job: int = task.configure(**settings).defer(timestamp=0)
    return job


def stall(job: int) -> None:
    """Leave a job as a killed worker leaves it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL WHERE id = %s", [job]
        )


def status(job: int) -> str:
    return str(ProcrastinateJob.objects.get(pk=job).status)


def test_the_post_goes_out() -> None:
    from tests.town import build

    build().desk.ask()
    job = ask_for(tasks.post)
    work()
    assert status(job) == "succeeded"
    assert len(mail.outbox) == 1


def test_a_stalled_job_is_done_again() -> None:
    stalled = ask_for(nothing)
    stall(stalled)
    ask_for(tasks.rescue)
    work()
    work()
    assert status(stalled) == "succeeded"


def test_a_stalled_job_gives_way_to_the_next_of_its_kind() -> None:
    stalled = ask_for(tasks.post)
    stall(stalled)
    ask_for(tasks.rescue)
    following = ask_for(tasks.post, priority=-1)
    work()
    assert status(stalled) == "aborted"
    assert status(following) == "succeeded"


def test_finished_jobs_are_forgotten() -> None:
    old = ask_for(tasks.post)
    work()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = now() - interval '2 days'")
    ask_for(tasks.clear_up)
    work()
    assert not ProcrastinateJob.objects.filter(pk=old).exists()
