"""The report over all time: the hall's own total as of now, its parts as of the last closed month."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from django.utils import timezone

from unionhall.database import replica
from unionhall.kernel.matters.aggregates import alltime, counting, freezing
from unionhall.kernel.matters.aggregates.counting import Counts
from unionhall.kernel.matters.aggregates.freezing import Books
from unionhall.kernel.matters.aggregates.publishing import Numbers
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.boards import shown
from unionhall.rooms.desk.reporting import names
from unionhall.rooms.desk.reporting.books import books

Part: TypeAlias = dict[str, Any]
COLUMNS = ("received", "closed", "on_time", "overdue")
CARE = (
    f"The hall's own total is of now and told in full. {shown(None)} also stands where so few could be told."
)


def report() -> dict[str, Any]:
    """`{"total": {received, closed, on_time, overdue}, "by_service": [{code, title, …}], "by_area": […]}`.

    Parts are None where a month hides them; the total never is.
    """
    ours = books()
    freezing.close_months(ours)
    return replica.read(lambda: _report(ours))


def _report(ours: Books) -> dict[str, Any]:
    replica.require(lambda: freezing.is_closed(ours.room, freezing.month_before(ours.this_month())))
    now = counting.over_all_time(ours.room, ours.zone, timezone.now())
    titles, places = names.services(), names.places()
    areas = {path for path, place in places.items() if place.kind == Place.Kind.AREA}
    by_place = {
        path: numbers
        for path, numbers in alltime.by_place(ours.room).items()
        if path in areas or set(numbers.values()) != {0}
    }
    return {
        "total": _plain(counting.together(now.values())),
        "by_service": _rows(titles, alltime.by_kind(ours.room), titles),
        "by_area": _rows(
            areas,
            {
                path: numbers
                for path, numbers in by_place.items()
                if path in areas or numbers["received"] != 0
            },
            {path: place.name for path, place in places.items()},
        ),
    }


def _plain(counts: Counts) -> dict[str, int]:
    return {column: getattr(counts, column) for column in COLUMNS}


def _rows(names: Iterable[str], found: Mapping[str, Numbers], titles: Mapping[str, Any]) -> list[Part]:
    nothing = dict.fromkeys(COLUMNS, 0)
    rows = [
        {"code": code, "title": str(titles.get(code, code)), **found.get(code, nothing)}
        for code in {*names, *found}
    ]
    return sorted(rows, key=lambda row: (-(row["received"] or 0), row["title"]))


def as_text(found: Mapping[str, Any]) -> str:
    """The report as a table for a terminal."""
    lines = [_line("", COLUMNS), _line("total", [found["total"][column] for column in COLUMNS])]
    for part in ("by_service", "by_area"):
        lines += [
            "",
            part,
            *(_line(row["title"], [row[column] for column in COLUMNS]) for row in found[part]),
        ]
    return "\n".join([*lines, "", CARE])


def _line(title: str, cells: Iterable[Any]) -> str:
    return f"{title[:44]:<44}" + "".join(f"{_cell(cell):>12}" for cell in cells)


def _cell(cell: Any) -> str:
    return cell if isinstance(cell, str) else shown(cell)
