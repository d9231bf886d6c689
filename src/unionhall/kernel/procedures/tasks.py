"""Jobs of the clock."""

from procrastinate.contrib.django import app

from unionhall.ground.daily import daily
from unionhall.kernel.procedures import awaiting, clock, keeping, recounting


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="clock", pass_context=False)
def tick(timestamp: int) -> int:
    """Act on what ran out in the minute that has passed, and on what was settled elsewhere."""
    return clock.tick() + awaiting.deliver()


@daily("procedures.erase", "02:50", erases=True)
def erase() -> int:
    """Erase the matters that were kept long enough."""
    return keeping.erase_over()


@daily("procedures.recount", "00:20")
def recount() -> int:
    """Count anew the days that were counted on days off or zones that are known better now."""
    return recounting.recount()
