"""A board as a workbook."""

from io import BytesIO
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from openpyxl import Workbook

from unionhall.kernel.cells import escaped
from unionhall.rooms.desk.board.figures import Figures, Row, Year


def written(place: str, year: Year) -> bytes:
    """The months, services and areas of a board, a sheet each."""
    book = Workbook()
    book.remove(book.worksheets[0])
    months = [Row(formats.date_format(month, "YEAR_MONTH_FORMAT"), figures) for month, figures in year.months]
    _sheet(book, _("Months"), place, months, has_hours=True)
    _sheet(book, _("Services"), place, year.services)
    _sheet(book, _("Areas"), place, year.areas)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet(book: Workbook, title: str, place: str, rows: list[Row], *, has_hours: bool = False) -> None:
    sheet = book.create_sheet(title)
    head = [place, _("Received"), _("Closed"), _("On time"), _("On time, in %"), _("Late at the end")]
    head += [_("Hours to the first answer")] if has_hours else []
    sheet.append([escaped(cell) for cell in head])
    for row in rows:
        cells = _cells(row.figures)
        sheet.append([escaped(str(row.title)), *(cells if has_hours else cells[:-1])])


def _cells(figures: Figures) -> list[Any]:
    return [
        figures.received,
        figures.closed,
        figures.on_time,
        figures.share,
        figures.overdue,
        figures.hours,
    ]
