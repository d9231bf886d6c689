"""Jobs of the register. A move writes them in its own transaction, so that they leave with its commit."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from unionhall.ground.daily import daily

ANNOUNCE = "register.announce"
POST = RetryStrategy(max_attempts=8, exponential_wait=4)


@app.task(name="register.welcome", retry=POST)
def welcome(person: int) -> None:
    """Tell a new member their number and how to sign in."""
    from unionhall.rooms.register.post import letters

    letters.welcome(person)


@app.task(name=ANNOUNCE, retry=POST)
def announce(matter: int, number: int = 0) -> None:
    """Tell an applicant that there is news on what they asked."""
    from unionhall.rooms.register.post import letters

    letters.announce(matter, number)


@daily("register.forget", "04:43", erases=True)
def forget() -> int:
    """Forget what nobody needs any more of applicants and of members who left."""
    from unionhall.rooms.register.book import ending

    return ending.forget()


@app.periodic(cron="17 * * * *")
@app.task(name="register.forget_uploads", queueing_lock="register.forget_uploads", pass_context=False)
def forget_uploads(timestamp: int) -> int:
    """Throw away tables that nobody has written for a day."""
    from unionhall.rooms.register.importing import uploading

    return uploading.forget()
