"""Voters whose server dies under them: `python -m tests.kill.voter`, an order a line of its input.

{"fault": where and when (see `faults`), "election", "person": primary keys, "raw": the ballot in base64};
without a ballot it is the clock that dies, while it writes what waits. It prints `done TRACKER`, or `died`.
"""

import json
import os
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from tests.kill.faults import Fault
from tests.kill.nursery import REPOSITORY

PUT = "unionhall.instruments.ballot.procedure.mixing:put"
APPEND = "unionhall.instruments.ballot.procedure.box:append_ballots"
SHUFFLE = "unionhall.instruments.ballot.procedure.turnout:shuffle"


def voters(orders: Iterable[dict[str, Any]], *, program: str = "tests.kill.voter") -> list[str]:
    """What came of each order, on the database that Django is connected to."""
    from django.db import connection

    place = connection.settings_dict
    host = quote(place["HOST"], safe="")
    url = f"postgresql://{place['USER']}:{place['PASSWORD']}@/{place['NAME']}?host={host}"
    done = subprocess.run(
        [sys.executable, "-m", program],
        input="\n".join(map(json.dumps, orders)),
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "unionhall.settings"},
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
        timeout=300,
        check=True,
    )
    return done.stdout.splitlines()


def main() -> None:
    import django

    django.setup()
    for line in sys.stdin.read().splitlines():
        sys.stdout.write(f"{_one(json.loads(line))}\n")
        sys.stdout.flush()


def _one(order: dict[str, Any]) -> str:
    read_end, write_end = os.pipe()
    pid = os.fork()
    if not pid:
        _vote(order, write_end)
    os.close(write_end)
    with os.fdopen(read_end) as said:
        words = said.read()
    os.waitpid(pid, 0)
    return words or "died"


def _vote(order: dict[str, Any], write_end: int) -> None:
    """Cast, or write what waits, with the fault in its place; it never comes back from here."""
    from django.utils import timezone

    from unionhall.instruments.ballot.models import Election
    from unionhall.instruments.ballot.procedure import casting, mixing
    from unionhall.kernel.people.models import Person

    try:
        election = Election.objects.select_related("place").get(pk=order["election"])
        person = Person.objects.get(pk=order["person"])
        Fault.read(order["fault"]).arm()
        if raw := b64decode(order["raw"]):
            os.write(write_end, f"done {casting.cast(election, raw, person=person)}".encode())
        else:
            mixing.write_due(election, timezone.now() + timedelta(hours=1))
    finally:
        os._exit(2)


if __name__ == "__main__":
    main()
