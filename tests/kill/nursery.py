"""Starts lives and ends them, all from one process that has loaded Django once: `python -m tests.kill.nursery`.

Each line of its input is a fault, or `kill SECONDS` for a SIGKILL after so long; it prints what the lives said.
"""

import os
import random
import signal
import sys
from select import select
from threading import Timer

from tests.kill.faults import Fault
from tests.kill.life import live


def main() -> None:
    import django

    django.setup()
    for order in sys.stdin.read().splitlines():
        sys.stdout.write(one_life(order))
        sys.stdout.flush()


def one_life(order: str) -> str:
    """What one life said until its end; it begins before it's ordered to be killed."""
    read_end, write_end = os.pipe()
    pid = os.fork()
    if not pid:
        begin(order, write_end)
    os.close(write_end)
    select([read_end], [], [], 30)
    word, _, seconds = order.partition(" ")
    timer = Timer(float(seconds) if word == "kill" else 30, os.kill, (pid, signal.SIGKILL))
    timer.start()
    os.waitpid(pid, 0)
    timer.cancel()
    with os.fdopen(read_end) as said:
        return said.read()


def begin(order: str, write_end: int) -> None:
    """The life itself; it never comes back from here."""
    try:
        random.seed()
        if not order.startswith("kill "):
            Fault.read(order).arm()
        live(write_end)
    finally:
        os._exit(2)


if __name__ == "__main__":
    main()
