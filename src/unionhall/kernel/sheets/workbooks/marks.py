"""What the reader of packed workbooks doesn't tell of a cell.

It shows an error, its formula was never computed, or its format writes zeros in front.

Sources: ECMA-376 part 1, 18.3.1.4 (cells) and 18.8.10 (their formats); OpenDocument 1.3 part 3, 19.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
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
    """Where a cell stands, from 0, and what it says instead; or with how many digits its number is shown."""

    row: int
    column: int
    words: str = ""
    digits: int = 0


class Marks:
    """The marks of one sheet, to be asked row by row."""

    def __init__(self, marks: Iterator[Mark]) -> None:
        self._rows = ((row, list(of_row)) for row, of_row in groupby(marks, lambda mark: mark.row))
        self._next = next(self._rows, None)

    @classmethod
    def of(cls, packed: zipfile.ZipFile, sheet: str) -> "Marks":
        """Refused where a workbook of LibreOffice has something of the kind, which can't be told by cell."""
        if kinds.is_open_document(packed):
            with kinds.by_a_library():
                content = packed.read(kinds.CONTENT)
            _refuse_open_document(content)
            return cls(iter(()))
        return cls(_marks(Package(packed), sheet))

    def mend(self, at: int, row: list[Any]) -> None:
        """Let the cells of the row `at` say what one sees in them."""
        while self._next and self._next[0] <= at:
            for mark in self._next[1] if self._next[0] == at else ():
                row += [""] * (mark.column + 1 - len(row))
                row[mark.column] = mark.words or zeros.shown(row[mark.column], mark.digits)
            self._next = next(self._rows, None)


def _marks(package: Package, sheet: str) -> Iterator[Mark]:
    for piece in _by_rows(package, sheet):
        found = [_mark(cell[1], words=cell[2].decode()) for cell in ERROR.finditer(piece)]
        formulas = (cell[1] for cell in FORMULA.finditer(piece) if not IS_TEXT.search(cell[1]))
        found += [_mark(attributes, words=NOT_COMPUTED) for attributes in formulas]
        if package.zeros:
            found += [
                _mark(cell[1], digits=package.zeros[style])
                for cell in CELL.finditer(piece)
                if (styled := STYLE.search(cell[1])) and (style := int(styled[1])) in package.zeros
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


def _mark(attributes: bytes, *, words: str = "", digits: int = 0) -> Mark:
    where = WHERE.search(attributes)
    if not where:
        raise Refused(kinds.UNPLACED)
    return Mark(int(where[2]) - 1, _column(where[1]), words, digits)


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
