"""What happens to drafts by the clock."""

from procrastinate.contrib.django import app

from unionhall.kernel.drafts import keeping


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="drafts.sweep", pass_context=False)
def sweep(timestamp: int) -> int:
    """Throw away drafts that were kept long enough."""
    return keeping.sweep()
