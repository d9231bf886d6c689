"""Jobs of the ballot."""

from procrastinate.contrib.django import app

from unionhall.instruments.ballot.procedure import jobs


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="ballot.tick", pass_context=False)
def tick(timestamp: int) -> int:
    """Open, close and add up the votes whose time has come."""
    from unionhall.instruments.ballot.procedure import clock

    return clock.tick()


@app.periodic(cron="25 3 * * *")
@app.task(queueing_lock="ballot.forget_rolls", pass_context=False)
def forget_rolls(timestamp: int) -> int:
    """Erase the rolls that were kept long enough."""
    from unionhall.instruments.ballot.procedure import clock

    return clock.forget_rolls()


@app.task(name=jobs.CHECK, pass_context=False)
def check_batch(batch: int) -> bool:
    """Check one batch of a closed vote and, after the last one, open the sum with the hall's key."""
    from unionhall.instruments.ballot.procedure import closing

    return closing.check(batch)
