"""How far an import is, on the error stream: a bar on a terminal, else a line now and then."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from unionhall.rooms.desk.importing.running import Tally, Watch

LINE_SECONDS = 10


@contextmanager
def shown(name: str) -> Iterator[Watch]:
    """Something to call after every chunk."""
    if not sys.stderr.isatty():
        yield _Lines(name)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(name, total=None)

        def watch(tally: Tally, position: int, size: int) -> None:
            progress.update(task, completed=position, total=size, description=f"{name} {tally.read:,} rows")

        yield watch


class _Lines:
    def __init__(self, name: str) -> None:
        self.name, self.last = name, float("-inf")

    def __call__(self, tally: Tally, position: int, size: int) -> None:
        if time.monotonic() - self.last >= LINE_SECONDS:  # the first at once
            self.last = time.monotonic()
            print(
                f"{self.name}: {tally.read:,} rows, {100 * position // size} %", file=sys.stderr, flush=True
            )
