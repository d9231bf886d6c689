"""Jobs of the offices."""

from procrastinate.contrib.django import app


@app.periodic(cron="40 5 * * *")
@app.task(queueing_lock="offices.remind", pass_context=False)
def remind(timestamp: int) -> int:
    """Say 30 and 7 days before that an office ends."""
    from unionhall.rooms.offices.procedure import by_date

    return by_date.remind()


@app.periodic(cron="20 0 * * *")
@app.task(queueing_lock="offices.pass_on", pass_context=False)
def pass_on(timestamp: int) -> int:
    """Give on what people had in hand through offices that are over."""
    from unionhall.rooms.offices.procedure import by_date

    return by_date.pass_on_what_was_in_hand()
