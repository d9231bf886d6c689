"""Orders that are carried out by children of one process, each of which may die: a JSON object a line."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from typing import Any

from tests.kill.nursery import REPOSITORY, environment


def carried_out(orders: Iterable[dict[str, Any]], *, program: str) -> list[str]:
    """What came of each order by `program`, a module, on the database that Django is connected to."""
    done = subprocess.run(
        [sys.executable, "-m", program],
        input="\n".join(map(json.dumps, orders)),
        env=environment(),
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
        timeout=300,
        check=True,
    )
    return done.stdout.splitlines()


def carry_out(act: Callable[[dict[str, Any]], str]) -> None:
    """Read orders, act on each in a child of its own, and print what `act` returned, or `died`."""
    import django

    django.setup()
    for line in sys.stdin.read().splitlines():
        sys.stdout.write(f"{_in_a_child(act, json.loads(line))}\n")
        sys.stdout.flush()


def _in_a_child(act: Callable[[dict[str, Any]], str], order: dict[str, Any]) -> str:
    read_end, write_end = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            os.write(write_end, act(order).encode())
        finally:
            os._exit(2)
    os.close(write_end)
    with os.fdopen(read_end) as said:
        words = said.read()
    os.waitpid(pid, 0)
    return words or "died"
