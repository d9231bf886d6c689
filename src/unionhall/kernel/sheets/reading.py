"""The rows of a file as they come: a workbook of any kind, or text with any separator and encoding."""

import json
import logging
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, BinaryIO, NamedTuple, TypeVar, cast

from django.conf import settings

from unionhall.ground.apart import Fault, Refused, TooMuch, Unavailable, asking
from unionhall.kernel.sheets import texts, workbooks
from unionhall.kernel.sheets.cells import Cell
from unionhall.kernel.sheets.refusals import OF_WORKBOOKS, UNAVAILABLE, UNSURE, Unreadable
from unionhall.kernel.sheets.workbooks import kinds

ROWS_A_SECOND = 2_000  # of a workbook, on a slow machine
MOST_ROWS = 1_048_576  # of a sheet, empty ones too, as many as Excel has

log = logging.getLogger(__name__)
Read = TypeVar("Read")


class Way(NamedTuple):
    """How a file is read: a text in which encoding and with which separator, a workbook by which sheet.

    An encoding that isn't certain garbles names where it is wrong: a person has to say it.
    """

    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet counts, from 1, and its cells."""

    number: int
    cells: list[Cell]


@contextmanager
def rows_of(file: BinaryIO, way: Way, *, longest: int = MOST_ROWS) -> Iterator[Iterator[Row]]:
    """The rows that aren't empty; Unreadable, also while they are read.

    Args:
        way: one of those that `ways` gives.
        longest: how many rows a workbook's sheet may have, empty ones too.
    """
    lines = (
        texts.rows(file, way.encoding, way.separator)
        if way.encoding
        else _workbook(file, workbooks.READ, longest, sheet=way.sheet, most_rows=longest)
    )
    with closing(lines):
        yield (Row(number, line) for number, line in enumerate(lines, 1) if _says_something(line))


def in_any_way(file: BinaryIO, read: Callable[[Way], Read]) -> Read:
    """What `read` makes of the file in the likeliest way that is certain; else Unreadable."""
    refusals: list[Unreadable] = []
    for way in ways(file):
        try:
            if not way.is_certain:
                raise Unreadable(str(UNSURE))
            return read(way)
        except Unreadable as refusal:
            refusals.append(refusal)
            file.seek(0)
    raise refusals[0]


def ways(file: BinaryIO) -> Iterator[Way]:
    """In which ways it may be read, the likeliest first; Unreadable where it is nothing that can be."""
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    if kinds.is_workbook(start):
        for name in _workbook(file, workbooks.NAMES, 0):
            file.seek(0)
            yield Way(sheet=str(name))
        return
    for encoding, is_certain in texts.encodings_of(file):
        for separator in texts.separators_of(file, encoding):
            yield Way(encoding, separator, is_certain=is_certain)


def _says_something(cells: Iterable[Cell]) -> bool:
    return any(cell is not None and str(cell).strip() for cell in cells)


def _workbook(file: BinaryIO, reading: str, longest: int, **options: Any) -> Generator[Any, None, None]:
    """What `reading` says of it, unpacked and read apart: what takes too much there ends there."""
    limits = replace(settings.READING, seconds=settings.READING.seconds + longest // ROWS_A_SECOND)
    try:
        for piece in asking.read(reading, file, limits, **options):
            for each in json.loads(piece):
                yield [_cell(value) for value in each] if isinstance(each, list) else each
    except Refused as refused:
        raise Unreadable(str(OF_WORKBOOKS[refused.code])) from refused
    except TooMuch as ended:
        raise Unreadable(str(OF_WORKBOOKS[kinds.TOO_LARGE])) from ended
    except Fault as fault:
        log.error("A workbook could not be read and was refused: %s", fault)
        raise Unreadable(str(OF_WORKBOOKS[kinds.DAMAGED])) from fault
    except Unavailable as error:
        raise Unreadable(str(UNAVAILABLE)) from error


def _cell(value: Any) -> Cell:
    if isinstance(value, list):
        kind, written = value
        return datetime.fromisoformat(written) if kind == "moment" else date.fromisoformat(written)
    return cast(Cell, value)
