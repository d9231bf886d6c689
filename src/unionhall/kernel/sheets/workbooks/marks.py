"""What the reader of packed workbooks doesn't tell of a cell.

It shows an error, its formula was never computed, its format writes zeros in front, or it is a day by one of
East Asia.

Sources: ECMA-376 part 1, 18.3.1.4 (cells), 18.8.30 (formats by number); OpenDocument 1.3 part 3, 19.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

from unionhall.ground.apart import Refused
from unionhall.kernel.sheets.workbooks import kinds, zeros
from unionhall.kernel.sheets.workbooks.package import Package

PIECE = 1 << 20
NOT_COMPUTED = "#NOT_COMPUTED!"  # stands where a formula has no result
TAG = rb"(?:\w+:)?"
CELL = re.compile(rb"<" + TAG + rb"c\s([^>]*)>")
WITHIN = rb"(?:(?!</" + TAG + rb"c>).)*?"
ERROR = re.compile(rb"<%sc\s([^>]*\bt=[\"']e[\"'][^>]*)>%s<%sv>([^<]*)<" % (TAG, WITHIN, TAG), re.DOTALL)
NO_VALUE = rb"(?:<%(tag)sv\s*/>|<%(tag)sv>\s*</%(tag)sv>)?" % {b"tag": TAG}
FORMULA = re.compile(
    rb"<%(tag)sc\s([^>]*)>\s*<%(tag)sf\b(?:[^>]*/>|[^>]*>[^<]*</%(tag)sf>)\s*%(none)s\s*</%(tag)sc>"
    % {b"tag": TAG, b"none": NO_VALUE}
)
WHERE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d+)[\"']")
STYLE = re.compile(rb"\bs=[\"'](\d+)[\"']")
IS_TEXT = re.compile(rb"\bt=[\"']str[\"']")
ROW_ENDS = b"row>"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Where a cell stands, from 0, and what it says instead; or how its number is shown."""

    row: int
    column: int
    words: str = ""
    style: int = 0


class Marks:
    """The marks of one sheet, to be asked row by row."""

    def __init__(self, package: Package | None, marks: Iterator[Mark]) -> None:
        self._package = package
        self._rows = ((row, list(of_row)) for row, of_row in groupby(marks, lambda mark: mark.row))
        self._next = next(self._rows, None)

    @classmethod
    def of(cls, packed: zipfile.ZipFile, sheet: str) -> "Marks":
        """Refused where a workbook of LibreOffice has something of the kind, which can't be told by cell."""
        if "content.xml" in packed.namelist():
            with kinds.by_a_library():
                content = packed.read("content.xml")
            _refuse_open_document(content)
            return cls(None, iter(()))
        package = Package(packed)
        return cls(package, _marks(package, sheet))

    def mend(self, at: int, row: list[Any]) -> None:
        """Let the cells of the row `at` say what one sees in them."""
        while self._next and self._next[0] <= at:
            for mark in self._next[1] if self._next[0] == at else ():
                row += [""] * (mark.column + 1 - len(row))
                row[mark.column] = mark.words or self._shown(row[mark.column], mark.style)
            self._next = next(self._rows, None)

    def _shown(self, value: Any, style: int) -> Any:
        assert self._package
        if style in self._package.zeros:
            return zeros.shown(value, self._package.zeros[style])
        is_number = isinstance(value, float)
        return self._package.first_day + timedelta(days=int(value)) if is_number else value


def _marks(package: Package, sheet: str) -> Iterator[Mark]:
    shown = package.zeros.keys() | package.days
    for piece in _by_rows(package, sheet):
        found = [_mark(cell[1], words=cell[2].decode()) for cell in ERROR.finditer(piece)]
        formulas = (cell[1] for cell in FORMULA.finditer(piece) if not IS_TEXT.search(cell[1]))
        found += [_mark(attributes, words=NOT_COMPUTED) for attributes in formulas]
        if shown:
            found += [
                _mark(cell[1], style=style)
                for cell in CELL.finditer(piece)
                if (styled := STYLE.search(cell[1])) and (style := int(styled[1])) in shown
            ]
        yield from sorted(found)


def _by_rows(package: Package, sheet: str) -> Iterator[bytes]:
    """The sheet in pieces that end where a row does."""
    rest = b""
    with kinds.by_a_library(), package.sheet(sheet) as part:
        while piece := part.read(PIECE):
            whole, end, rest = (rest + piece).rpartition(ROW_ENDS)
            yield whole + end
    yield rest


def _mark(attributes: bytes, *, words: str = "", style: int = 0) -> Mark:
    where = WHERE.search(attributes)
    if not where:
        raise Refused(kinds.UNPLACED)
    return Mark(int(where[2]) - 1, _column(where[1]), words, style)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


BLANK = rb"(?![^>]*office:value-type)"
FEW_ZEROS = rb"<number:number-style\b(?:(?!</number:number-style>).)*?min-integer-digits=\"(?:[2-9]|\d\d)"
OPEN_FAULTS = (
    (kinds.ERRORS, re.compile(rb"calcext:value-type=\"error\"")),
    (kinds.NOT_COMPUTED, re.compile(rb"<table:table-cell\b" + BLANK + rb"[^>]*table:formula=")),
    (kinds.ZEROS, re.compile(FEW_ZEROS, re.DOTALL)),
)


def _refuse_open_document(content: bytes) -> None:
    for code, fault in OPEN_FAULTS:
        if fault.search(content):
            raise Refused(code)
