"""Jobs of the ballot."""

from procrastinate.contrib.django import app


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
