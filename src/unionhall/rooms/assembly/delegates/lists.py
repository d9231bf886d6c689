"""A list of delegates as a union has it, CSV or a workbook: its rows, before anything is known of them."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _

from unionhall.kernel.sheets.cells import Cell, Unusable, narrow, number, plain, words
from unionhall.kernel.sheets.reading import Row, Way, in_any_way, rows_of
from unionhall.kernel.sheets.refusals import Unreadable

MOST = 5_000  # rows
HEADS = {
    "number": ("number", "member number", "会员编号", "会员号", "編號", "编号", "會員編號", "會員號"),
    "constituency": ("constituency", "选区", "選區", "选举单位", "選舉單位"),
    "seat": ("seat", "席位", "席位号", "席位號"),
    "name": ("name", "姓名", "名字"),
}


class Line(NamedTuple):
    """One row of the file by its number there, and its cells; `wrong`: what can't be read, by column."""

    row: int
    number: str
    constituency: str
    seat: str
    name: str
    wrong: tuple[tuple[str, str], ...] = ()


def read(file: BinaryIO) -> tuple[list[Line], list[str]]:
    """The rows of a file, and its columns that aren't read; Unreadable if it is no such list."""
    return in_any_way(file, lambda way: _read(file, way))


def _read(file: BinaryIO, way: Way) -> tuple[list[Line], list[str]]:
    with rows_of(file, way, longest=2 * MOST) as rows:
        first = next(rows, None)
        heads = [words(cell) for cell in first.cells] if first else []
        columns = [_column(head) for head in heads]
        if "number" not in columns:
            raise Unreadable(
                _("The first row must name the columns, “number” (the member number) among them.")
            )
        if len(set(columns) - {""}) < len([each for each in columns if each]):
            raise Unreadable(_("Two columns have the same name. Take one of them out."))
        lines = [_line(row, columns) for row in rows]
    if len(lines) > MOST:
        raise Unreadable(_("The file has more than %(most)s rows. Divide it.") % {"most": f"{MOST:,}"})
    return lines, [head for head, column in zip(heads, columns, strict=True) if head and not column]


def _column(head: str) -> str:
    """Which column a head names; empty for one that isn't read."""
    folded = head.casefold()
    return next((name for name, called in HEADS.items() if folded in called), "")


def _line(row: Row, columns: list[str]) -> Line:
    said, wrong = dict.fromkeys(HEADS, ""), []
    for name, cell in _cells(row, columns):
        try:
            said[name] = _said(name, cell)
        except Unusable as reason:
            wrong.append((name, str(reason)))
    return Line(row.number, **said, wrong=tuple(wrong))


def _cells(row: Row, columns: list[str]) -> Iterator[tuple[str, Cell]]:
    yield from ((name, cell) for name, cell in zip(columns, row.cells, strict=False) if name)


def _said(name: str, cell: Cell) -> str:
    if name in ("number", "seat"):
        return number(cell)
    return narrow(cell) if name == "constituency" else plain(cell)
