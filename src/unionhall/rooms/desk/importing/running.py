"""An import from its first row to its last: chunk by chunk, with what it counted and what it rejected."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from django.utils import timezone

from unionhall.kernel.matters.aggregates import freezing
from unionhall.kernel.sheets.writing import Lines
from unionhall.rooms.desk.importing import carrying, reading
from unionhall.rooms.desk.importing.finding import Finder
from unionhall.rooms.desk.importing.maps import Map
from unionhall.rooms.desk.importing.reading import Line, Rejected
from unionhall.rooms.desk.importing.sources import OF_REJECTS, Row, Source, Unreadable, opened
from unionhall.rooms.desk.reporting.books import books

CHUNK = 1_000


@dataclass
class Tally:
    """How far an import is: `known` were in the hall before, `odd` are among the new ones and those."""

    read: int = 0
    new: int = 0
    known: int = 0
    odd: int = 0
    rejected: int = 0


Watch = Callable[[Tally, int, int], None]  # the tally so far, bytes read, bytes in all


def run(path: Path, the_map: Map, *, rejects: Path, watch: Watch) -> Tally:
    """Carry a whole file over. What was carried over stays, however it ends; the next run goes on there.

    Rows that can't be used go to the file `rejects` with the reason; there is no such file where all can.
    Raises Unreadable, BadMap, and NobodyAnswers where no coordinator is.
    """
    if rejects.resolve() == path.resolve():
        raise Unreadable("the rejected rows can't go into the file itself")
    tally = Tally()
    with opened(path, the_map) as source, _Rejects(rejects, source.columns) as rejected:
        finder = Finder(the_map)
        for chunk in _chunks(_lines(source, the_map, tally, rejected)):
            new = carrying.carry(chunk, finder)
            tally.new += new
            tally.known += len(chunk) - new
            watch(tally, source.position(), source.size)
    freezing.close_months(books())
    return tally


def _lines(source: Source, the_map: Map, tally: Tally, rejected: "_Rejects") -> Iterator[Line]:
    now = timezone.now()
    for row in source.rows:
        tally.read += 1
        try:
            line = reading.read(row, the_map, now)
        except Rejected as reason:
            tally.rejected += 1
            rejected.write(row, str(reason))
        else:
            tally.odd += bool(line.flags)
            yield line


def _chunks(lines: Iterator[Line]) -> Iterator[list[Line]]:
    chunk: list[Line] = []
    for line in lines:
        chunk.append(line)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


class _Rejects:
    """The file of rejected rows, made with the first of them; one of an earlier run is removed."""

    def __init__(self, path: Path, columns: list[str]) -> None:
        self.path, self.columns = path, columns
        self.files = ExitStack()
        self.lines: Lines | None = None

    def __enter__(self) -> "_Rejects":
        self.path.unlink(missing_ok=True)
        return self

    def __exit__(self, *_error: object) -> None:
        self.files.close()

    def write(self, row: Row, reason: str) -> None:
        if self.lines is None:
            file: TextIO = self.files.enter_context(self.path.open("w", encoding="utf-8", newline=""))
            self.lines = Lines(file)
            self.lines.write([*OF_REJECTS, *self.columns])
        cells = row.cells or {}
        self.lines.write([row.number, reason, *(cells.get(column, "") for column in self.columns)])
