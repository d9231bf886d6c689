"""The charts of a board, by the name in their address."""

from collections.abc import Callable, Mapping

from django.utils import formats
from django.utils.translation import gettext as _

from unionhall.kernel.web import charts
from unionhall.rooms.desk.board.figures import Year


def _months(year: Year) -> list[str]:
    return [formats.date_format(month, "m/y") for month, _figures in year.months]


def volume(year: Year) -> bytes:
    """What came and what was closed."""
    series = [
        (_("Received"), [figures.received for _month, figures in year.months]),
        (_("Closed"), [figures.closed for _month, figures in year.months]),
    ]
    return charts.columns(_months(year), series)


def on_time(year: Year) -> bytes:
    """The on-time share."""
    share = [figures.share for _month, figures in year.months]
    return charts.line(_months(year), [(_("On time"), share)], unit=" %", most=100)


def first_answer(year: Year) -> bytes:
    """Hours to the first answer, in the median."""
    hours = [figures.hours for _month, figures in year.months]
    return charts.columns(_months(year), [(_("Hours"), hours)])


BY_NAME: Mapping[str, Callable[[Year], bytes]] = {
    "volume": volume,
    "on-time": on_time,
    "first-answer": first_answer,
}
