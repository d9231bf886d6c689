"""The rows of a file as they come: CSV, also gzipped, never more than a few in memory, and workbooks."""

import codecs
import csv
import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from unionhall.kernel.cells import unescaped
from unionhall.kernel.sheets import cells, refusals, texts
from unionhall.kernel.sheets.reading import rows_of, ways
from unionhall.kernel.sheets.workbooks.kinds import is_workbook
from unionhall.kernel.sheets.workbooks.marks import NOT_COMPUTED
from unionhall.rooms.desk.importing.maps import BadMap, Map

Cell: TypeAlias = str | datetime
LONGEST_CELL = 1_000_000
WAY_OUT = "Say in the map in which one it is: [file] encoding"
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
            lines = _workbook(raw, the_map.sheet) if is_workbook(kind) else _text(raw, kind, the_map)
            columns = [_plain(cell) for cell in next(lines, (0, []))[1]]
            _refuse_unclear(columns, the_map)
            rows = _rows(columns, lines)
            yield Source(columns, rows, raw.tell, path.stat().st_size)
    except OSError as problem:
        raise Unreadable(f"{path} can't be read: {problem.strerror or problem}") from problem
    except UnicodeDecodeError as problem:
        raise Unreadable(f"{path} is no text in the encoding {problem.encoding}. {WAY_OUT}.") from problem
    except refusals.Unreadable as refusal:
        raise Unreadable(f"{path}: {refusal}") from refusal
    except (EOFError, csv.Error) as problem:
        raise Unreadable(f"{path} can't be read to its end: {problem}") from problem


def _refuse_unclear(columns: list[str], the_map: Map) -> None:
    for ours, theirs in the_map.columns.items():
        if theirs not in columns:
            raise BadMap(f"[columns] {ours}: the file has no column {theirs!r}; it has {', '.join(columns)}")
        if columns.count(theirs) > 1:
            raise BadMap(f"[columns] {ours}: the file has {columns.count(theirs)} columns {theirs!r}")


def _rows(columns: list[str], lines: Iterator[tuple[int, list[Cell]]]) -> Iterator[Row]:
    plain = _as_it_was if columns[:2] == OF_REJECTS else _as_it_is
    for number, line in lines:
        if any(line):
            fits = len(line) == len(columns)
            yield Row(number, dict(zip(columns, map(plain, line), strict=True)) if fits else None)


def _as_it_was(cell: Cell) -> Cell:
    return unescaped(cell) if isinstance(cell, str) else cell


def _as_it_is(cell: Cell) -> Cell:
    return cell


def _text(raw: BinaryIO, kind: bytes, the_map: Map) -> Iterator[tuple[int, list[Cell]]]:
    csv.field_size_limit(LONGEST_CELL)
    plain = cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if kind.startswith(b"\x1f\x8b") else raw
    encoding = _marked(the_map.encoding or _encoding(plain, the_map))
    text = io.TextIOWrapper(plain, encoding=encoding, newline="")
    return enumerate(cast(Iterator[list[Cell]], csv.reader(text, delimiter=the_map.delimiter)), start=1)


def _marked(encoding: str) -> str:
    """The same, reading over the mark at the beginning of a text in UTF-8."""
    return "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding


def _encoding(plain: BinaryIO, the_map: Map) -> str:
    """The one that is certain, or in which the columns of the map are found though they aren't ASCII."""
    wanted = list(the_map.columns.values())
    for encoding, is_certain in texts.encodings_of(plain):
        head = plain.read(texts.HEAD).decode(encoding, errors="replace")
        plain.seek(0)
        if is_certain or (all(name in head for name in wanted) and not "".join(wanted).isascii()):
            return encoding
    raise Unreadable(f"it can't be told in which encoding it is written. {WAY_OUT}.")


def _workbook(raw: BinaryIO, sheet: str) -> Iterator[tuple[int, list[Cell]]]:
    """The rows of the sheet, or of the first that one sees."""
    found = {way.sheet: way for way in ways(raw)}
    if sheet and sheet not in found:
        raise BadMap(f"[file] sheet: the workbook has no sheet {sheet!r}; it has {', '.join(found)}")
    raw.seek(0)
    with rows_of(raw, found[sheet] if sheet else next(iter(found.values()))) as rows:
        for row in rows:
            yield row.number, [_cell(value) for value in row.cells]


def _cell(value: cells.Cell) -> Cell:
    """What a workbook keeps, as text; a day as its first instant, and nothing where it shows an error."""
    if isinstance(value, date):
        return value if isinstance(value, datetime) else datetime.combine(value, time())
    text = str(value) if isinstance(value, bool) else cells.written(value)
    if text == NOT_COMPUTED:
        raise Unreadable("it has formulas that were never computed: open it in Excel or WPS, and save it")
    return "" if cells.ERROR.fullmatch(text) else text


def _plain(cell: Cell) -> str:
    return str(cell).strip()
