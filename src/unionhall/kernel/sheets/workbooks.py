"""The first sheet of a workbook, row by row. This runs apart, in a process that knows nothing of the hall."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from unionhall.ground.apart import Refused

LARGEST_UNPACKED = 400 << 20
LARGEST_AT_ONCE = 64 << 20  # of the parts that are not read row by row
AT_ONCE = 200  # rows in a piece
DAMAGED, TOO_LARGE = "damaged", "too_large"
APART = f"{__name__}:read"


def make_ready() -> None:
    """Load what is large, and needed for nothing but workbooks."""
    import openpyxl  # noqa: F401


def read(content: bytes, *, most_rows: int) -> Iterator[bytes]:
    """Its rows, some in each piece, in JSON; a day is a list of its kind and ISO 8601."""
    try:
        for rows in _some(_rows(io.BytesIO(content), most_rows)):
            yield json.dumps(rows, default=_day).encode()
    except (zipfile.BadZipFile, ParseError, EOFError) as problem:
        raise Refused(DAMAGED) from problem


def _some(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while some := list(islice(rows, AT_ONCE)):
        yield some


def _rows(file: io.BytesIO, most: int) -> Iterator[list[Any]]:
    import openpyxl

    with zipfile.ZipFile(file) as packed:
        _hold_to_size(packed.infolist())
    file.seek(0)
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    except (KeyError, ValueError, TypeError) as problem:
        raise zipfile.BadZipFile from problem
    for sheet in book.worksheets[:1]:
        sheet.reset_dimensions()
        for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
            if number > most:
                raise Refused(TOO_LARGE)
            yield list(values)


def _hold_to_size(parts: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse what would fill the memory; what a part really unpacks to is held to what it says."""
    sizes = [(part.filename.startswith("xl/worksheets/"), part.file_size) for part in parts]
    if (
        sum(size for _is_sheet, size in sizes) > LARGEST_UNPACKED
        or sum(size for is_sheet, size in sizes if not is_sheet) > LARGEST_AT_ONCE
    ):
        raise Refused(TOO_LARGE)


def _day(value: Any) -> Any:
    """What JSON has no word for; a time of day and a span are read as their words."""
    if isinstance(value, datetime):
        return ["moment", value.isoformat()]
    return ["day", value.isoformat()] if isinstance(value, date) else str(value)
