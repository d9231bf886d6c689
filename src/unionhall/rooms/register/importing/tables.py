"""A file as a table: the columns that are read, and their cells. Nothing else is taken from it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _

from unionhall.kernel.sheets.cells import written
from unionhall.kernel.sheets.reading import CHINESE, MOST_ROWS, Row, Unreadable, Way, in_any_way, rows_of
from unionhall.rooms.register.importing.columns import LOOKED_AT, Header, find_header

HAN = re.compile("[\u4e00-\u9fff]")


class Line(NamedTuple):
    """One row: its number in the file, and what stands in each column that is read."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A read file.

    Attributes:
        kind: members or places.
        called: how the file calls each column. ignored: its columns that aren't read.
    """

    kind: str
    called: Mapping[str, str]
    ignored: list[str]
    lines: list[Line]


def read(file: BinaryIO, kind: str, *, most: int | None = None) -> Table:
    """The table in a file; Unreadable with more rows than `most`, or if it isn't one."""
    return in_any_way(file, lambda way: _read(file, kind, way, most))


def _read(file: BinaryIO, kind: str, way: Way, most: int | None) -> Table:
    with rows_of(file, way, longest=2 * most if most else MOST_ROWS) as rows:
        top = list(islice(rows, LOOKED_AT))
        header = find_header(top, kind)
        _refuse_unsure(way, header)
        content = [row for row in top if row.number >= header.content_from]
        lines = [*_lines(iter(content), header)]
        for line in _lines(rows, header):
            lines.append(line)
            if most is not None and len(lines) > most:
                raise Unreadable(
                    _("The file has more than %(most)s rows. Divide it.") % {"most": f"{most:,}"}
                )
    return Table(kind, header.called, list(header.ignored), lines)


def _refuse_unsure(way: Way, header: Header) -> None:
    """Nearly every text can be read as Chinese: only Chinese words in the header say that it is."""
    if way.encoding in CHINESE and not any(HAN.search(text) for text in header.called.values()):
        raise Unreadable(
            _(
                "It can't be told in which encoding this list is written, and names would come in wrong. "
                "Save it as an Excel workbook (.xlsx) or as CSV (UTF-8)."
            )
        )


def _lines(rows: Iterator[Row], header: Header) -> Iterator[Line]:
    for row in rows:
        cells = {key: written(row.cells[at]) for key, at in header.at.items() if at < len(row.cells)}
        if any(text.strip() for text in cells.values()):
            yield Line(row.number, cells)
