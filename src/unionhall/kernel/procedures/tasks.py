"""Jobs of the clock."""

from procrastinate.contrib.django import app

from unionhall.kernel.procedures import clock


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="clock", pass_context=False)
def tick(timestamp: int) -> int:
    """Act on what ran out in the minute that has passed."""
    return clock.tick()
