"""A table as a file, made in memory; no cell of it can become a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final, TextIO

from django.http import HttpResponse, StreamingHttpResponse

from unionhall.kernel.cells import escaped

BYTE_ORDER_MARK = "\ufeff"  # by which Excel knows UTF-8
LONGEST = 32_767  # signs in a cell of a workbook
TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Lines:
    """A table as text that is written line by line; the one writer of CSV that there is."""

    def __init__(self, file: TextIO) -> None:
        self._writer = csv.writer(file)

    def write(self, cells: Iterable[object]) -> None:
        self._writer.writerow([escaped(str(cell)) for cell in cells])


class TooLong(ValueError):
    """A cell has more signs than a workbook can hold."""


def write(rows: Iterable[Iterable[str]], kind: str) -> bytes:
    """The rows as `csv` or `xlsx`; raises TooLong for a cell that only the first can hold."""
    return _workbook(rows) if kind == "xlsx" else _csv(rows)


def response(rows: Iterable[Iterable[str]], kind: str, name: str) -> HttpResponse:
    """The same as a download that nobody between keeps."""
    answer = HttpResponse(write(rows, kind), content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def streamed(rows: Iterable[Iterable[str]], name: str) -> StreamingHttpResponse:
    """As text that is written while it goes out, so that no size of it needs memory."""
    answer = StreamingHttpResponse(_pieces(rows), content_type=TYPES["csv"])
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _pieces(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield BYTE_ORDER_MARK
    text = io.StringIO()
    lines = Lines(text)
    for row in rows:
        lines.write(row)
        yield text.getvalue()
        text.seek(0)
        text.truncate()


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO()
    lines = Lines(text)
    for row in rows:
        lines.write(row)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _workbook(rows: Iterable[Iterable[str]]) -> bytes:
    safe = [[escaped(cell) for cell in row] for row in rows]
    if any(len(cell) > LONGEST for row in safe for cell in row):
        raise TooLong
    import openpyxl  # large, and few files are workbooks

    book, content = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for row in safe:
        sheet.append(row)
    book.save(content)
    return content.getvalue()
