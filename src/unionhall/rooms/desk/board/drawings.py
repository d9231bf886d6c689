"""The charts of a board, by the name in their address."""

from collections.abc import Mapping
from typing import Protocol

from django.utils import formats
from django.utils.translation import gettext as _

from unionhall.kernel.web import charts
from unionhall.rooms.desk.board.figures import Year


class Drawing(Protocol):
    """Draws a year, also for the width of a phone."""

    def __call__(self, year: Year, told: charts.Told, *, is_narrow: bool) -> bytes: ...


def _months(year: Year) -> list[str]:
    return [formats.date_format(month, "M") for month, _figures in year.begun]


def volume(year: Year, told: charts.Told, *, is_narrow: bool) -> bytes:
    """What came and what was closed."""
    series = [
        (_("Received"), [figures["received"] for _month, figures in year.begun]),
        (_("Closed"), [figures["closed"] for _month, figures in year.begun]),
    ]
    return charts.columns(_months(year), series, told, is_narrow=is_narrow)


def on_time(year: Year, told: charts.Told, *, is_narrow: bool) -> bytes:
    """The on-time share."""
    share = [figures["share"] for _month, figures in year.begun]
    return charts.shares(_months(year), [(_("On time"), share)], told, is_narrow=is_narrow)


def first_answer(year: Year, told: charts.Told, *, is_narrow: bool) -> bytes:
    """Hours to the first answer, in the median."""
    hours = [figures["hours"] for _month, figures in year.begun]
    return charts.columns(_months(year), [(_("Hours"), hours)], told, is_narrow=is_narrow)


BY_NAME: Mapping[str, Drawing] = {
    "volume": volume,
    "on-time": on_time,
    "first-answer": first_answer,
}
