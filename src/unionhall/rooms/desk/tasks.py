"""Jobs of the desk."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from unionhall.ground.daily import daily
from unionhall.kernel.matters.aggregates import freezing
from unionhall.rooms.desk.procedure.telling import ANNOUNCE


@app.periodic(cron="11 * * * *")
@app.task(queueing_lock="desk.months", pass_context=False)
def close_months(timestamp: int) -> int:
    """Count the month that is over, so that no page has to."""
    from unionhall.rooms.desk.reporting.books import books

    return freezing.close_months(books())


@app.task(name=ANNOUNCE, retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def announce(matter: int, number: int) -> None:
    """Tell whoever asked without an account that there is news; forget how to reach them at the end."""
    from unionhall.rooms.desk.post import contacts

    contacts.announce(matter, number)


@daily("desk.forget_contacts", "04:52", erases=True)
def forget_contacts() -> int:
    """Forget how to reach those whose requests have ended, where the news could not be brought to them."""
    from unionhall.rooms.desk.post import contacts

    return contacts.forget()
