"""Jobs of the post: letters, and the care for all jobs."""

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from unionhall.kernel.notices import delivery, witnesses

KEPT_HOURS = 24
FAILED_KEPT_HOURS = 24 * 30


@app.periodic(cron="* * * * * */10")  # the sixth field is the seconds
@app.task(queueing_lock="post", pass_context=False)
def post(timestamp: int) -> int:
    """Send the letters that are due."""
    return delivery.sweep()


@app.periodic(cron="* * * * * */30")
@app.task(queueing_lock="rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> int:
    """Give the jobs of a worker that died to the others; every job may run twice."""
    jobs = context.app.job_manager
    stalled = list(await jobs.get_stalled_jobs())
    for job in stalled:
        await _start_again(jobs, job)
    return len(stalled)


async def _start_again(jobs: JobManager, job: Job) -> None:
    try:
        await jobs.retry_job(job)
    except UniqueViolation:  # the same job waits already, as the next of a periodic one does
        await jobs.finish_job(job, Status.ABORTED, delete_job=False)


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="clear_up", pass_context=True)
async def clear_up(context: JobContext, timestamp: int) -> None:
    """Forget finished jobs after a day, failed ones after a month."""
    jobs = context.app.job_manager
    await jobs.delete_old_jobs(nb_hours=KEPT_HOURS)
    await jobs.delete_old_jobs(nb_hours=FAILED_KEPT_HOURS, include_failed=True, include_aborted=True)


@app.periodic(cron="20 * * * *")
@app.task(queueing_lock="witnesses", pass_context=False)
def tell_witnesses(timestamp: int) -> int:
    """Tell the witnesses of the journal's newest head."""
    return witnesses.tell()
