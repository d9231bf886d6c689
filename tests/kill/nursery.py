"""Starts lives and ends them, from one process that has loaded Django: `python -m tests.kill.nursery`.

Each line of its input is a fault, or `kill SECONDS` for a SIGKILL after so long; it prints what lives said.
`work` before either makes it the life of a job worker, which ends by itself when no job waits.
"""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Timer
from typing import TypeAlias
from urllib.parse import quote

from tests.kill.faults import Fault
from tests.kill.life import live
from tests.working import work

Live: TypeAlias = Callable[[str], list[str]]
REPOSITORY = Path(__file__).parents[2]
END = "the end of a life\n"


def environment() -> dict[str, str]:
    """Of a program that works on the database that Django is connected to here."""
    from django.db import connection

    place = connection.settings_dict
    host = quote(place["HOST"], safe="")
    url = f"postgresql://{place['USER']}:{place['PASSWORD']}@/{place['NAME']}?host={host}"
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "unionhall.settings"}


def lives(orders: Iterable[str]) -> list[str]:
    """Lives one after another in a nursery of their own; the lines that they said."""
    with nursery() as live:
        return [line for order in orders for line in live(order)]


@contextmanager
def nursery() -> Iterator[Live]:
    """A nursery on the database that Django is connected to: for an order, the lines that its life said."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.kill.nursery"],
        env=environment(),
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    orders, said = process.stdin, process.stdout

    def live(order: str) -> list[str]:
        orders.write(f"{order}\n")
        orders.flush()
        return [line.rstrip("\n") for line in iter(said.readline, END)]

    with process:
        yield live
        orders.close()
        assert process.wait(300) == 0


def said_by(program: str, home: Path) -> str:
    """What a program says that has a home and a database of its own, and may kill it."""
    done = subprocess.run(
        [sys.executable, "-m", program],
        env={**os.environ, "UNIONHALL_HOME": str(home), "DJANGO_SETTINGS_MODULE": "unionhall.settings"},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def main() -> None:
    import django

    django.setup()
    warm_up()
    for order in iter(sys.stdin.readline, ""):
        sys.stdout.write(one_life(order.rstrip("\n")) + END)
        sys.stdout.flush()


def warm_up() -> None:
    """Load what a life needs and isn't bound to a connection, so that lives begin at once."""
    from unionhall.kernel.procedures.calendars import calendar
    from unionhall.rooms.desk.procedure import states

    assert states.desk
    today = datetime.now(UTC).date()
    calendar("GB-ENG").working_days(today, today + timedelta(60))


def one_life(order: str) -> str:
    """What one life said until its end.

    The seconds count from the first thing it got done, those of a worker from its beginning.
    """
    read_end, write_end = os.pipe()
    pid = os.fork()
    if not pid:
        begin(order, write_end)
    os.close(write_end)
    is_worker, what = order.startswith("work "), order.removeprefix("work ")
    said = "" if is_worker else until_done(read_end)
    word, _, seconds = what.partition(" ")
    timer = Timer(float(seconds) if word == "kill" else 30, os.kill, (pid, signal.SIGKILL))
    timer.start()
    os.waitpid(pid, 0)
    timer.cancel()
    with os.fdopen(read_end) as rest:
        return said + rest.read()


def until_done(read_end: int) -> str:
    """What is said until something is done, or until the end where nothing is."""
    said = b""
    while b"done" not in said and (more := os.read(read_end, 65_536)):
        said += more
    return said.decode()


def begin(order: str, write_end: int) -> None:
    """The life itself; it never comes back from here."""
    try:
        random.seed()
        is_worker, what = order.startswith("work "), order.removeprefix("work ")
        if not what.startswith("kill "):
            Fault.read(what).arm()
        work() if is_worker else live(write_end)
    finally:
        os._exit(2)


if __name__ == "__main__":
    main()
