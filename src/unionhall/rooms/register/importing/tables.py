"""A file as a table: the columns that are read, and their cells. Nothing else is taken from it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import BinaryIO

from django.utils.translation import gettext as _

from unionhall.kernel.encodings import label
from unionhall.kernel.sheets.cells import written
from unionhall.kernel.sheets.reading import MOST_ROWS, Row, Way, rows_of, ways
from unionhall.kernel.sheets.refusals import Unreadable
from unionhall.rooms.register.importing.columns import LOOKED_AT, Header, find_header
from unionhall.rooms.register.importing.lines import Line, Lines

HAN = re.compile("[\u4e00-\u9fff]")
SAMPLED = 5  # rows by which a person tells whether a file is read rightly


@dataclass(frozen=True, slots=True)
class Table:
    """A read file.

    Attributes:
        kind: members or places.
        called: how the file calls each column that is read, in the order of a line's values.
        ignored: its columns that aren't read. unread: the sheets of a workbook that aren't.
    """

    kind: str
    called: Mapping[str, str]
    ignored: list[str]
    lines: Lines
    unread: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way in which a file may be meant: its columns, and some rows by which it differs from others.

    Attributes:
        is_certain: nobody has to be asked.
    """

    way: Way
    header: Header
    sample: list[Line]
    is_certain: bool

    @property
    def label(self) -> str:
        """How a person tells it from others."""
        return self.way.sheet or label(self.way.encoding)

    def names(self) -> list[str]:
        """Whom the sample is about."""
        return [name for line in self.sample if (name := line.said("name").strip())]


class Undecided(Exception):
    """A file can be meant in several ways, and a person has to say in which."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        super().__init__()
        self.readings = readings


def read(
    file: BinaryIO,
    kind: str,
    *,
    most: int | None = None,
    choose: Callable[[Reading], bool] | None = None,
) -> Table:
    """The table in a file; with `choose` the reading of it that a person meant.

    Raises:
        Unreadable: it has more rows than `most`, or is none. Undecided: it can be read in several ways.
    """
    possible = list(ways(file))
    if len(possible) == 1 and not choose:
        return read_as(file, kind, possible[0], most=most)
    readings = _readings(file, kind, possible)
    meant = [each for each in readings if choose(each)] if choose else _likely(readings)
    if len(meant) != 1 or not (choose or meant[0].is_certain):
        raise Undecided(meant or readings)
    table = read_as(file, kind, meant[0].way, most=most)
    table.unread.extend(way.sheet for way in possible if way.sheet != meant[0].way.sheet)
    return table


def read_as(file: BinaryIO, kind: str, way: Way, *, most: int | None = None) -> Table:
    """The table in a file that is read in this way; Unreadable as `read` raises it."""
    file.seek(0)
    with rows_of(file, way, longest=2 * most if most else MOST_ROWS) as rows:
        top = list(islice(rows, LOOKED_AT))
        header = find_header(top, kind)
        lines = Lines(header.at)
        for line in _lines(chain(top, rows), header):
            lines.add(line.number, line.values)
            if most is not None and len(lines) > most:
                raise Unreadable(
                    _("The file has more than %(most)s rows. Divide it.") % {"most": f"{most:,}"}
                )
    return Table(kind, header.called, list(header.ignored), lines)


def _likely(readings: list[Reading]) -> list[Reading]:
    """Of a text the first that is certain; of a workbook every sheet that has a header."""
    certain = [each for each in readings if each.is_certain]
    return certain[:1] if certain and certain[0].way.encoding else certain or readings


def _readings(file: BinaryIO, kind: str, possible: Sequence[Way]) -> list[Reading]:
    """In each way in which there is a header; Unreadable, of the likeliest, where there is none."""
    found: list[Reading] = []
    refusals: list[Unreadable] = []
    for way in possible:
        file.seek(0)
        try:
            found.append(_reading(file, kind, way))
        except Unreadable as refusal:
            refusals.append(refusal)
    if not found:
        raise refusals[0]
    return _distinct(found) if found[0].way.encoding else found


def _distinct(readings: list[Reading]) -> list[Reading]:
    """Those of a text that differ in what is read of it; where all agree, the likeliest is certain."""
    first: dict[tuple[tuple[str, ...], ...], Reading] = {}
    for reading in readings:
        first.setdefault(tuple(line.values for line in reading.sample), reading)
    found = list(first.values())
    return [replace(found[0], is_certain=True)] if len(found) == 1 < len(readings) else found


def _reading(file: BinaryIO, kind: str, way: Way) -> Reading:
    with rows_of(file, way) as rows:
        top = list(islice(rows, LOOKED_AT))
        header = find_header(top, kind)
        is_certain = way.is_certain or bool(HAN.search("".join(header.called.values())))
        lines = _lines(chain(top, rows), header)
        return Reading(way, header, _sample(lines, needs_telling=not is_certain), is_certain)


def _sample(lines: Iterator[Line], *, needs_telling: bool) -> list[Line]:
    """The first rows, or the first in which another encoding would read other signs."""
    first: list[Line] = []
    telling: list[Line] = []
    for line in lines:
        first += [line] if len(first) < SAMPLED else []
        telling += [line] if not "".join(line.values).isascii() else []
        if len(first if not needs_telling else telling) == SAMPLED:
            break
    return telling if needs_telling and telling else first


def _lines(rows: Iterable[Row], header: Header) -> Iterator[Line]:
    keys, places = tuple(header.at), list(header.at.values())
    for row in rows:
        if row.number < header.content_from:
            continue
        values = tuple(written(row.cells[at]) if at < len(row.cells) else "" for at in places)
        if any(text.strip() for text in values):
            yield Line(row.number, keys, values)
