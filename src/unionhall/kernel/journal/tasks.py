"""The journal's own job: a signed head each night."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from unionhall.kernel.journal import heads

AGAIN = RetryStrategy(max_attempts=30, wait=60)  # seconds; while an import writes, nobody waits for a head


@app.periodic(cron="10 0 * * *")
@app.task(queueing_lock="journal.seal", retry=AGAIN, pass_context=False)
def seal(timestamp: int) -> int:
    """Sign a head over everything that was written until now; how many entries that are."""
    newest = heads.seal()
    return newest.size if newest else 0
