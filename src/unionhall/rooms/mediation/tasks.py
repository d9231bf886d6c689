"""Jobs of mediation. A move writes them in its own transaction, so that they leave with its commit."""

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from unionhall.ground.daily import daily
from unionhall.rooms.mediation.procedure.sending import INVITE
from unionhall.rooms.mediation.procedure.telling import ANNOUNCE

POST = RetryStrategy(max_attempts=8, exponential_wait=4)


@app.task(name=ANNOUNCE, retry=POST)
def announce(matter: int, number: int) -> None:
    """Tell the other side, which has a receipt and no inbox, that there is news."""
    from unionhall.rooms.mediation.post import letters

    letters.announce(matter, number)


@app.task(name=INVITE, retry=POST, pass_context=True)
def invite(context: JobContext, *, matter: int) -> None:
    """Send the invitation that waits to leave by e-mail; after the last attempt, give it up."""
    from unionhall.rooms.mediation.post import invitations

    try:
        invitations.send(matter)
    except Exception as fault:
        if POST.get_retry_decision(exception=fault, job=context.job) is None:
            invitations.give_up(matter)
        raise


@daily("mediation.keep_hours", "00:25")
def keep_hours() -> int:
    """Keep meetings at the hour that was agreed, where the rules of a zone changed."""
    from unionhall.rooms.mediation.procedure import hours

    return hours.keep_hours()
