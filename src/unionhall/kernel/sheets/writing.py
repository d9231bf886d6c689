"""A table as a file, made in memory; no cell of it can become a formula."""

import csv
import io
from collections.abc import Iterable
from typing import Final

from django.http import HttpResponse

from unionhall.kernel.cells import escaped

BYTE_ORDER_MARK = "\ufeff"  # by which Excel knows UTF-8
LONGEST = 32_767  # signs in a cell of a workbook
TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class TooLong(ValueError):
    """A cell has more signs than a workbook can hold."""


def write(rows: Iterable[Iterable[str]], kind: str) -> bytes:
    """The rows as `csv` or `xlsx`; raises TooLong for a cell that only the first can hold."""
    safe = [[escaped(cell) for cell in row] for row in rows]
    return _workbook(safe) if kind == "xlsx" else _csv(safe)


def response(rows: Iterable[Iterable[str]], kind: str, name: str) -> HttpResponse:
    """The same as a download that nobody between keeps."""
    answer = HttpResponse(write(rows, kind), content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _workbook(rows: list[list[str]]) -> bytes:
    if any(len(cell) > LONGEST for row in rows for cell in row):
        raise TooLong
    import openpyxl  # large, and few files are workbooks

    book, content = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(content)
    return content.getvalue()
