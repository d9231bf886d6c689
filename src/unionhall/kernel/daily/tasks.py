"""The jobs that have daily work done."""

from contextlib import suppress

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from unionhall.kernel.daily import rounds

AGAIN = RetryStrategy(max_attempts=30, wait=60)  # seconds


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="daily", pass_context=False)
def look(timestamp: int) -> int:
    """Have a job do whatever is due and was not done today; how many."""
    names = rounds.due()
    for name in names:
        with suppress(AlreadyEnqueued):
            do.configure(queueing_lock=f"daily.{name}", lock=f"daily.{name}").defer(name=name)
    return len(names)


@app.task(retry=AGAIN, pass_context=False)
def do(name: str) -> bool:
    """Do one of them, alone."""
    return rounds.do(name)
