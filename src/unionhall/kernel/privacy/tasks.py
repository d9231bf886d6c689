"""What privacy throws away by the clock, whether anybody comes or not."""

from procrastinate.contrib.django import app

from unionhall.ground.daily import daily
from unionhall.kernel.privacy import counting, reading, renewing


@app.periodic(cron="1 * * * *")
@app.task(queueing_lock="privacy.forget", pass_context=False)
def forget(timestamp: int) -> None:
    """Throw away yesterday's key of the counts, and counts that are over."""
    counting.forget()


@daily("privacy.forget_readings", "02:31", erases=True)
def forget_readings() -> int:
    """Delete what was read longer ago than the log is kept."""
    return reading.forget()


@daily("privacy.renew_seals", "02:15")
def renew_seals() -> int:
    """Seal anew what an earlier release sealed so that its length tells something."""
    return renewing.renew()
