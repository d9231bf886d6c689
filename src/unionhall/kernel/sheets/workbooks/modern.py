"""Workbooks of Excel since 2007 and of LibreOffice, which are packed XML."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from unionhall.ground.apart import Refused
from unionhall.kernel.sheets.workbooks import kinds
from unionhall.kernel.sheets.workbooks.marks import Marks
from unionhall.kernel.sheets.workbooks.merged import Merged
from unionhall.kernel.sheets.workbooks.package import Package
from unionhall.kernel.sheets.workbooks.pieces import pieces

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


class Modern:
    """A workbook that python-calamine reads, and beside it what that library doesn't tell of a cell."""

    def __init__(self, content: bytes) -> None:
        import python_calamine as calamine

        self._packed = kinds.hold_to_what_is_read(content)
        self._book: CalamineWorkbook | None = _opened(BytesIO(content))
        self.names = [
            sheet.name
            for sheet in self._book.sheets_metadata
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet
            and sheet.visible == calamine.SheetVisibleEnum.Visible
        ]

    def rows(self, name: str, most: int) -> Iterator[list[Any]]:
        """From the first row and column on; Refused with more rows than `most`, empty ones too."""
        marks, merged, end = Marks.of(self._packed, name), None, 0
        for sheet in self._sheets(name):
            height = sheet.end[0] + 1 if sheet.end else 0
            if height > most:
                raise Refused(kinds.TOO_LARGE)
            merged = merged or _merged(sheet)
            for at, row in enumerate(_rows(sheet)):
                if at >= end:
                    marks.mend(at, row)
                    merged.fill(at, row)
                    yield row
            end = max(end, height)
            del sheet  # before the next is read

    def _sheets(self, name: str) -> Iterator["CalamineSheet"]:
        """The sheet; a large one piece by piece, after which the book can't be asked again."""
        with kinds.by_a_library():
            cut = None if kinds.is_open_document(self._packed) else pieces(Package(self._packed), name)
        if cut is None:
            assert self._book is not None
            yield _sheet(self._book, name)
            return
        self._book = None
        while book := _next(cut):
            yield _sheet(book, name)
            del book


def _opened(file: BytesIO) -> "CalamineWorkbook":
    import python_calamine as calamine

    with kinds.by_a_library():
        return calamine.CalamineWorkbook.from_filelike(file)


def _next(cut: Iterator[BytesIO]) -> "CalamineWorkbook | None":
    with kinds.by_a_library():
        piece = next(cut, None)
        return _opened(piece) if piece else None


def _sheet(book: "CalamineWorkbook", name: str) -> "CalamineSheet":
    with kinds.by_a_library():
        return book.get_sheet_by_name(name)


def _rows(sheet: "CalamineSheet") -> Iterator[list[Any]]:
    if sheet.start is not None:
        before: list[Any] = [""] * sheet.start[1]
        yield from (before + cells for cells in sheet.iter_rows())


def _merged(sheet: "CalamineSheet") -> Merged:
    ranges = sheet.merged_cell_ranges or []
    return Merged((top[0], bottom[0], top[1]) for top, bottom in ranges)
