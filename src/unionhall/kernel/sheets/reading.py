"""The rows of a file as they come: a workbook, or text with any separator and encoding that Excel writes."""

import codecs
import csv
import io
import json
import logging
import zipfile
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, BinaryIO, NamedTuple, TypeVar, cast

from django.conf import settings
from django.utils.translation import gettext as _

from unionhall.ground.apart import Fault, Refused, TooMuch, Unavailable, asking
from unionhall.kernel.sheets import workbooks
from unionhall.kernel.sheets.cells import Cell

PIECE = 1 << 20
HEAD = 1 << 14  # bytes, by which the likeliest separator is told
SEPARATORS = ",;\t"
ROWS_A_SECOND = 2_000  # of a workbook, on a slow machine
MOST_ROWS = 1_048_576  # of a sheet, empty ones too, as many as Excel has
LONGEST_CELL = 100_000
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
CHINESE = ("gb18030", "cp950")

log = logging.getLogger(__name__)
Read = TypeVar("Read")


class Unreadable(Exception):
    """The whole file can't be used; the message says why and what to do."""


class Way(NamedTuple):
    """How a text is read, in which encoding and with which separator; a workbook has neither."""

    encoding: str = ""
    separator: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet counts, from 1, and its cells."""

    number: int
    cells: list[Cell]


@contextmanager
def rows_of(file: BinaryIO, way: Way, *, longest: int = MOST_ROWS) -> Iterator[Iterator[Row]]:
    """The rows that aren't empty; Unreadable, also while they are read.

    Args:
        way: one of those that `in_any_way` tries.
        longest: how many rows a workbook's sheet may have, empty ones too.
    """
    try:
        start = file.read(4)
        file.seek(0)
        lines = _workbook(file, longest) if start == b"PK\x03\x04" else _text(file, start, way)
        with closing(lines):
            yield (Row(number, line) for number, line in enumerate(lines, 1) if _says_something(line))
    except zipfile.BadZipFile as problem:
        raise Unreadable(_("This workbook is damaged. Save it again and choose the new file.")) from problem
    except (UnicodeError, csv.Error) as problem:
        raise Unreadable(
            _("This is no table that can be read. Save it as an Excel workbook (.xlsx) or as CSV (UTF-8).")
        ) from problem


def in_any_way(file: BinaryIO, read: Callable[[Way], Read]) -> Read:
    """What `read` makes of the file in the likeliest way that it can; else Unreadable, of the likeliest."""
    refusals: list[Unreadable] = []
    for way in _ways(file):
        try:
            return read(way)
        except Unreadable as refusal:
            refusals.append(refusal)
            file.seek(0)
    raise refusals[0]


def _ways(file: BinaryIO) -> Iterator[Way]:
    head = file.read(HEAD)
    file.seek(0)
    for encoding in encodings_of(file):
        if not encoding:
            yield Way()
            continue
        for separator in _separators(head.decode(encoding, errors="replace")):
            yield Way(encoding, separator)


def encodings_of(file: BinaryIO) -> tuple[str, ...]:
    """What a text may be written in, the likeliest first; a workbook has none."""
    start = file.read(4)
    file.seek(0)
    if start == b"PK\x03\x04":
        return ("",)
    marked = next((name for mark, name in MARKS if start.startswith(mark)), "")
    return (marked,) if marked else ("utf-8",) if _is_utf8(file) else CHINESE


def _says_something(cells: Iterable[Cell]) -> bool:
    return any(cell is not None and str(cell).strip() for cell in cells)


def _is_utf8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    return True


def _text(file: BinaryIO, start: bytes, way: Way) -> Generator[list[Cell], None, None]:
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            _("This is a workbook of the old kind (.xls). Save it as .xlsx and choose the new file.")
        )
    if b"\0" in file.read(HEAD) and not way.encoding.startswith("utf-16"):
        raise csv.Error
    file.seek(0)
    csv.field_size_limit(LONGEST_CELL)
    text = io.TextIOWrapper(file, encoding=way.encoding, newline="")
    try:
        for line in csv.reader(text, delimiter=way.separator):
            yield list(line)
    finally:
        text.detach()


def _separators(head: str) -> list[str]:
    """The likeliest first: the sign that stands in most of the first lines, and there the most often."""
    lines = [line for line in head.splitlines()[:20] if line.strip()]
    often = {sign: (sum(sign in line for line in lines), head.count(sign)) for sign in SEPARATORS}
    return sorted(SEPARATORS, key=lambda sign: often[sign], reverse=True)


def _workbook(file: BinaryIO, longest: int) -> Generator[list[Cell], None, None]:
    """Unpacked and read apart: what takes too much there ends there."""
    limits = replace(settings.READING, seconds=settings.READING.seconds + longest // ROWS_A_SECOND)
    try:
        for piece in asking.read(workbooks.APART, file.read(), limits, most_rows=longest):
            for row in json.loads(piece):
                yield [_cell(value) for value in row]
    except Refused as refused:
        raise _too_large() if refused.code == workbooks.TOO_LARGE else zipfile.BadZipFile from refused
    except TooMuch as ended:
        raise _too_large() from ended
    except Fault as fault:
        log.error("A workbook could not be read and was refused: %s", fault)
        raise zipfile.BadZipFile from fault
    except Unavailable as error:
        raise Unreadable(_("Files can't be read at the moment. Please try again later.")) from error


def _cell(value: Any) -> Cell:
    if isinstance(value, list):
        kind, written = value
        return datetime.fromisoformat(written) if kind == "moment" else date.fromisoformat(written)
    return cast(Cell, value)


def _too_large() -> Unreadable:
    return Unreadable(_("This workbook is too large. Divide it into several."))
