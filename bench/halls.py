"""A hall for the benchmarks: its database in this process, and its pages as `make run` serves them."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

PATIENCE = 600.0  # the demo union takes a while to move in
PORT = 8710
ROOT = Path(__file__).parents[1]


@contextmanager
def ready() -> Iterator[None]:
    """The database with its tables and the town of the tests in it."""
    from unionhall.running.loading import at_work

    with at_work():
        from unionhall.kernel.people.models import Person

        if not Person.objects.exists():
            from tests.town import build

            build()
        yield


@contextmanager
def open_hall(program: str = "unionhall", *, demo: bool = False) -> Iterator[str]:
    """The whole hall as `make run` opens it: two web processes, four threads each, and the worker.

    `program` is the module that is run in its place; `demo` lets the demo union move in.
    """
    from unionhall.environment import load
    from unionhall.running import presence

    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", program, "run", "--demo" if demo else "--no-demo"],
            env={**os.environ, "PORT": str(PORT), "PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=log,
        )
        try:
            yield _wait(lambda: presence.address(load().home), process, log)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def _wait(find_address: Callable[[], str | None], process: "subprocess.Popen[bytes]", log: IO[str]) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        address = find_address()
        if address and _answers(address):
            return address
        time.sleep(0.1)
    log.seek(0)
    raise RuntimeError(f"the hall does not open: {log.read()[-2_000:]}")


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(f"{address}/account/login/", timeout=5).close()
    except OSError:
        return False
    return True


def connection_url() -> str:
    """The database for programs such as pgbench, as the application's role."""
    from unionhall.environment import load

    return load().database_url
