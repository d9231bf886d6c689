"""The sheets of a workbook, row by row. This runs apart, in a process that knows nothing of the hall."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any, Protocol

from unionhall.ground.apart import Refused
from unionhall.kernel.sheets.workbooks import kinds, modern, old

AT_ONCE = 200  # rows in a piece
READ, NAMES = f"{__name__}:read", f"{__name__}:names"


class Book(Protocol):
    """A workbook that is open: the sheets that one sees, and the rows of each."""

    names: list[str]

    def rows(self, name: str, most: int) -> Iterator[list[Any]]:
        """From the first row and column on; Refused with more rows than `most`, empty ones too."""


def make_ready() -> None:
    """Load what is large, and needed for nothing but workbooks."""
    import python_calamine  # noqa: F401
    import xlrd  # noqa: F401


def names(content: bytes) -> Iterator[bytes]:
    """The names of the sheets that one sees, in JSON. Refused with a code of `kinds`."""
    yield json.dumps(_opened(content).names).encode()


def read(content: bytes, *, sheet: str, most_rows: int) -> Iterator[bytes]:
    """The rows of a sheet, some in each piece, in JSON; a day is a list of its kind and ISO 8601.

    Refused with a code of `kinds`, also while it is read.
    """
    rows = _opened(content).rows(sheet, most_rows)
    while some := list(islice(rows, AT_ONCE)):
        yield json.dumps(some, default=_day).encode()


def _opened(content: bytes) -> Book:
    book = old.Old(content) if kinds.is_old(content) else modern.Modern(content)
    if not book.names:
        raise Refused(kinds.NO_SHEET)
    return book


def _day(value: Any) -> Any:
    """What JSON has no word for; a time of day and a span are read as their words."""
    if isinstance(value, datetime):
        return ["moment", value.isoformat()]
    return ["day", value.isoformat()] if isinstance(value, date) else str(value)
