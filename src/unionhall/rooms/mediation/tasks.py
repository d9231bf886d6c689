"""Jobs of mediation. A move writes them in its own transaction, so that they leave with its commit."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app


@app.task(name="mediation.announce", retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def announce(matter: int, number: int) -> None:
    """Tell the other side, which has a receipt and no inbox, that there is news."""
    from unionhall.rooms.mediation.post import letters

    letters.announce(matter, number)
