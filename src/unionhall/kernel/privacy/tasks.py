"""What privacy throws away by the clock, whether anybody comes or not."""

from procrastinate.contrib.django import app

from unionhall.ground.daily import daily
from unionhall.kernel.privacy import counting, reading


@app.periodic(cron="1 * * * *")
@app.task(queueing_lock="privacy.forget", pass_context=False)
def forget(timestamp: int) -> None:
    """Throw away yesterday's key of the address counts, and counts that are over."""
    counting.forget()


@daily("privacy.forget_readings", "02:31", erases=True)
def forget_readings() -> int:
    """Delete what was read longer ago than the log is kept."""
    return reading.forget()
