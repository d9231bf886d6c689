"""The report over all time: the hall's own total as of now, its parts as of the beginning of this month."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from django.utils import timezone

from unionhall.database import replica
from unionhall.kernel.matters.aggregates import counting, freezing, publishing
from unionhall.kernel.matters.aggregates.counting import Counts
from unionhall.kernel.matters.aggregates.freezing import Books
from unionhall.kernel.matters.aggregates.hiding import OWN
from unionhall.kernel.places.models import Place
from unionhall.rooms.desk.reporting import names
from unionhall.rooms.desk.reporting.books import books

Part: TypeAlias = dict[str, Any]
COLUMNS = ("received", "closed", "on_time", "overdue")


def report() -> dict[str, Any]:
    """`{"total": {received, closed, on_time, overdue}, "by_service": [{code, title, …}], "by_area": […]}`.

    Parts are None where a group of fewer than ten could be told; the total never is.
    """
    ours = books()
    freezing.close_months(ours)
    return replica.read(lambda: _report(ours))


def _report(ours: Books) -> dict[str, Any]:
    replica.require(lambda: freezing.is_closed(ours.room, freezing.month_before(ours.this_month())))
    now = counting.over_all_time(ours.room, ours.zone, timezone.now())
    leaves = counting.over_all_time(ours.room, ours.zone, ours.starts_at(ours.this_month()))
    wanting = freezing.wanting(ours)
    rows, titles = publishing.summed(leaves), names.services()
    places = names.places()
    by_area = {
        path: counting.together(rows.get(path + OWN, {}).values())
        for path, place in places.items()
        if place.kind == Place.Kind.AREA or path + OWN in rows
    }
    return {
        "total": _plain(counting.together(now.values())),
        "by_service": _rows(
            {code: rows[""].get(code, Counts()) for code in {*titles, *rows[""]}},
            {measure: kinds for measure, (kinds, _places) in wanting.items()},
            titles,
        ),
        "by_area": _rows(
            by_area,
            {measure: {path.removesuffix(OWN) for path in paths if path.endswith(OWN)}
             for measure, (_kinds, paths) in wanting.items()},
            {path: place.name for path, place in places.items()},
        ),
    }  # fmt: skip


def _plain(counts: Counts) -> dict[str, int]:
    return {column: getattr(counts, column) for column in COLUMNS}


def _rows(
    parts: Mapping[str, Counts], wanting: Mapping[str, set[str]], titles: Mapping[str, Any]
) -> list[Part]:
    numbers = publishing.flat(parts, wanting)
    found = [{"code": code, "title": str(titles.get(code, code)), **each} for code, each in numbers.items()]
    return sorted(found, key=lambda row: (-(row["received"] or 0), row["title"]))


def as_text(found: Mapping[str, Any]) -> str:
    """The report as a table for a terminal; a dash is a hidden number."""
    lines = [_line("", COLUMNS), _line("total", [found["total"][column] for column in COLUMNS])]
    for part in ("by_service", "by_area"):
        lines += [
            "",
            part,
            *(_line(row["title"], [row[column] for column in COLUMNS]) for row in found[part]),
        ]
    return "\n".join(lines)


def _line(title: str, cells: Iterable[Any]) -> str:
    return f"{title[:44]:<44}" + "".join(f"{_cell(cell):>12}" for cell in cells)


def _cell(cell: Any) -> str:
    if cell is None:
        return "–"
    return f"{cell:,}" if isinstance(cell, int) else str(cell)
