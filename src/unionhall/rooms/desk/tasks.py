"""Jobs of the desk."""

from procrastinate.contrib.django import app

from unionhall.kernel.matters.aggregates import freezing


@app.periodic(cron="11 * * * *")
@app.task(queueing_lock="desk.months", pass_context=False)
def close_months(timestamp: int) -> int:
    """Count the month that is over, so that no page has to."""
    from unionhall.rooms.desk.reporting.books import books

    return freezing.close_months(books())
