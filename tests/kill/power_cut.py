"""Kills the database itself under a life, several times; run by its test with a home of its own."""

import os
import random
import signal
import time
from pathlib import Path

from tests.kill.life import Line, live
from tests.kill.nursery import until_done, warm_up

CUTS = 3


def main() -> None:
    from unionhall.database.connections import disconnect
    from unionhall.running.loading import at_work

    with at_work() as environment:
        from django.db import connection

        from tests.kill.proof import assert_all_is_well
        from tests.town import build

        build()
        warm_up()
        lines: list[Line] = []
        for _ in range(CUTS):
            disconnect()
            lines += Line.read_all(one_life(environment.home).splitlines())
            wait_for_database()
        assert_all_is_well(lines)
        connection.close()
    print(sum(line.said == "done" for line in lines))


def one_life(home: Path) -> str:
    """What a life said until PostgreSQL was killed."""
    read_end, write_end = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            live(write_end)
        finally:
            os._exit(2)
    os.close(write_end)
    said = until_done(read_end)
    time.sleep(random.uniform(0, 0.4))
    cut(home)
    os.waitpid(pid, 0)
    with os.fdopen(read_end) as rest:
        return said + rest.read()


def cut(home: Path) -> None:
    """SIGKILL to the postmaster of this home."""
    postmaster = int((home / "database" / "postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)


def wait_for_database() -> None:
    """Return when it answers again: its keeper starts it by itself."""
    from django.db import OperationalError, connection

    patience = time.monotonic() + 60
    while True:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except OperationalError:
            assert time.monotonic() < patience, "the database does not come back"
            connection.close()
            time.sleep(0.1)
        else:
            return


if __name__ == "__main__":
    main()
