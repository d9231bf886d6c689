"""What happens to accounts by the clock."""

from procrastinate.contrib.django import app

from unionhall.ground.daily import daily
from unionhall.kernel.people import attempts, recovery
from unionhall.kernel.people.session_store import SessionStore


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="people.lost_steps", pass_context=False)
def take_off_lost_steps(timestamp: int) -> int:
    """Take off the second steps whose day of waiting is over."""
    return recovery.act()


@daily("people.blur", "03:50", erases=True)
def blur() -> None:
    """Keep of the day's sign-ins the day alone."""
    from unionhall.kernel.people import traces

    traces.blur()


@app.periodic(cron="43 * * * *")
@app.task(queueing_lock="people.forget", pass_context=False)
def forget(timestamp: int) -> None:
    """Throw away sessions and attempts that are over."""
    SessionStore.clear_expired()
    attempts.forget()
