"""The rows of a file as they come: CSV, also gzipped, and XLSX, never more than a few of them in memory."""

import codecs
import csv
import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias, cast

from unionhall.kernel.cells import unescaped
from unionhall.kernel.sheets.cells import ERROR
from unionhall.rooms.desk.importing.maps import BadMap, Map

Cell: TypeAlias = str | datetime
LONGEST_CELL = 1_000_000
PIECE = 1 << 20
OF_REJECTS = ["row", "reason"]  # before the columns of a file of rejected rows, whose cells are escaped


class Unreadable(Exception):
    """The file can't be read, or not to its end; the message says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, the header being 1, its cells by column, None if it is malformed."""

    number: int
    cells: dict[str, Cell] | None


@dataclass(frozen=True, slots=True)
class Source:
    """An open file: its columns, its rows, and how far it is read, in bytes of `size`."""

    columns: list[str]
    rows: Iterator[Row]
    position: Callable[[], int]
    size: int


@contextmanager
def opened(path: Path, the_map: Map) -> Iterator[Source]:
    """The file, by its content a workbook or text; Unreadable, or BadMap if it lacks a column of the map."""
    try:
        with path.open("rb") as raw:
            kind = raw.read(4)
            raw.seek(0)
            lines = _workbook(raw, the_map.sheet) if kind == b"PK\x03\x04" else _text(raw, kind, the_map)
            columns = [_plain(cell) for cell in next(lines, [])]
            _refuse_unclear(columns, the_map)
            rows = _rows(columns, lines)
            yield Source(columns, rows, raw.tell, path.stat().st_size)
    except OSError as problem:
        raise Unreadable(f"{path} can't be read: {problem.strerror or problem}") from problem
    except UnicodeDecodeError as problem:
        way_out = "Say in the map in which one it is: [file] encoding"
        raise Unreadable(f"{path} is no text in the encoding {problem.encoding}. {way_out}.") from problem
    except (EOFError, csv.Error, zipfile.BadZipFile) as problem:
        raise Unreadable(f"{path} can't be read to its end: {problem}") from problem


def _refuse_unclear(columns: list[str], the_map: Map) -> None:
    for ours, theirs in the_map.columns.items():
        if theirs not in columns:
            raise BadMap(f"[columns] {ours}: the file has no column {theirs!r}; it has {', '.join(columns)}")
        if columns.count(theirs) > 1:
            raise BadMap(f"[columns] {ours}: the file has {columns.count(theirs)} columns {theirs!r}")


def _rows(columns: list[str], lines: Iterator[list[Cell]]) -> Iterator[Row]:
    plain = _as_it_was if columns[:2] == OF_REJECTS else _as_it_is
    for number, line in enumerate(lines, start=2):
        if any(line):
            fits = len(line) == len(columns)
            yield Row(number, dict(zip(columns, map(plain, line), strict=True)) if fits else None)


def _as_it_was(cell: Cell) -> Cell:
    return unescaped(cell) if isinstance(cell, str) else cell


def _as_it_is(cell: Cell) -> Cell:
    return cell


def _text(raw: BinaryIO, kind: bytes, the_map: Map) -> Iterator[list[Cell]]:
    csv.field_size_limit(LONGEST_CELL)
    plain = cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if kind.startswith(b"\x1f\x8b") else raw
    encoding = _marked(the_map.encoding or _encoding(plain))
    text = io.TextIOWrapper(plain, encoding=encoding, newline="")
    return cast(Iterator[list[Cell]], csv.reader(text, delimiter=the_map.delimiter))


def _marked(encoding: str) -> str:
    """The same, reading over the mark at the beginning of a text in UTF-8."""
    return "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding


def _encoding(plain: BinaryIO) -> str:
    """UTF-8 where the whole file is, else GB18030, which reads GBK and GB2312 as well."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := plain.read(PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "gb18030"
    finally:
        plain.seek(0)
    return "utf-8"


def _workbook(raw: BinaryIO, sheet: str) -> Iterator[list[Cell]]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(raw, read_only=True, data_only=True)
    except (KeyError, ValueError) as problem:
        raise Unreadable(f"it is not a workbook: {problem}") from problem
    if sheet and sheet not in book.sheetnames:
        raise BadMap(
            f"[file] sheet: the workbook has no sheet {sheet!r}; it has {', '.join(book.sheetnames)}"
        )
    wanted = book[sheet] if sheet else book.worksheets[0]
    return ([_cell(value) for value in values] for values in wanted.iter_rows(values_only=True))


def _cell(value: Any) -> Cell:
    """What a workbook keeps, as text; a number that is whole without its point, a date as it is."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = "" if value is None else str(value)
    return "" if ERROR.fullmatch(text) else text


def _plain(cell: Cell) -> str:
    return str(cell).strip()
