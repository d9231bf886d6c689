"""Workbooks of Excel since 2007 and of LibreOffice, which are packed XML."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from unionhall.ground.apart import Refused
from unionhall.kernel.sheets.workbooks import kinds
from unionhall.kernel.sheets.workbooks.marks import Marks
from unionhall.kernel.sheets.workbooks.merged import Merged


class Modern:
    """A workbook that python-calamine reads, and beside it what that library doesn't tell of a cell."""

    def __init__(self, content: bytes) -> None:
        import python_calamine as calamine

        self._packed = kinds.hold_to_what_is_read(content)
        with kinds.by_a_library():
            self._book = calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        self.names = [
            sheet.name
            for sheet in self._book.sheets_metadata
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet
            and sheet.visible == calamine.SheetVisibleEnum.Visible
        ]

    def rows(self, name: str, most: int) -> Iterator[list[Any]]:
        """From the first row and column on; Refused with more rows than `most`, empty ones too."""
        with kinds.by_a_library():
            sheet = self._book.get_sheet_by_name(name)
        if sheet.total_height > most:
            raise Refused(kinds.TOO_LARGE)
        marks = Marks.of(self._packed, name)
        if sheet.start is None:
            return
        before: list[Any] = [""] * sheet.start[1]
        ranges = sheet.merged_cell_ranges or []
        merged = Merged((top[0], bottom[0], top[1]) for top, bottom in ranges)
        for at, cells in enumerate(sheet.iter_rows()):
            row = before + cells
            marks.mend(at, row)
            merged.fill(at, row)
            yield row
