"""A board as a workbook."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from unionhall.kernel.web.boards import Measure, workbook
from unionhall.rooms.desk.board.figures import BOARD, Row, Year
from unionhall.rooms.desk.board.wording import month_name

Sheet = tuple[str, Sequence[Any], list[Sequence[Any]]]


def written(place: str, year: Year) -> bytes:
    """The months, services and areas of a board, a sheet each; only the months have the hours."""
    months = [Row(month_name(month), figures) for month, figures in year.months]
    parts = BOARD.measures[:-1]
    return workbook(
        [
            _sheet(_("Months"), place, months, BOARD.measures),
            _sheet(_("Services"), place, year.services, parts),
            _sheet(_("Areas"), place, year.areas, parts),
        ]
    )


def _sheet(title: str, place: str, rows: list[Row], measures: tuple[Measure, ...]) -> Sheet:
    head = [place, *(f"{each.title}{_in(each.unit)}" for each in measures)]
    return title, head, [[row.title, *(each.cell(row.figures) for each in measures)] for row in rows]


def _in(unit: str) -> str:
    return f" ({unit.strip()})" if unit else ""
