"""Jobs of the matters."""

from procrastinate.contrib.django import app

from unionhall.kernel.matters import sweeping


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="matters.sweep", pass_context=False)
def sweep(timestamp: int) -> int:
    """Take away files that were laid by and never sent."""
    return sweeping.sweep()
