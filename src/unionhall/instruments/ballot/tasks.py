"""Jobs of the ballot."""

from procrastinate.contrib.django import app

from unionhall.ground.daily import daily
from unionhall.instruments.ballot.procedure import jobs


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="ballot.tick", pass_context=False)
def tick(timestamp: int) -> int:
    """Open, close and add up the votes whose time has come."""
    from unionhall.instruments.ballot.procedure import clock

    return clock.tick()


@daily("ballot.forget_rolls", "03:25", erases=True)
def forget_rolls() -> int:
    """Erase the rolls that were kept long enough."""
    from unionhall.instruments.ballot.procedure import clock

    return clock.forget_rolls()


@app.task(name=jobs.CHECK, pass_context=False)
def check_batch(batch: int) -> bool:
    """Check one batch of a closed vote and, after the last one, open the sum with the hall's key."""
    from unionhall.instruments.ballot.procedure import closing

    return closing.check(batch)
