"""Workbooks of Excel before 2007 (.xls) and of WPS (.et)."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from unionhall.ground.apart import Refused
from unionhall.kernel.sheets.workbooks import kinds, zeros
from unionhall.kernel.sheets.workbooks.merged import Merged

WITH_PASSWORD = "EncryptedPackage".encode("utf-16-le")  # what a newer workbook with a password lies in
NO_WORKBOOK, ENCRYPTED = "Can't find workbook", "encrypted"  # what xlrd says then


class Old:
    """A workbook that xlrd reads."""

    def __init__(self, content: bytes) -> None:
        import xlrd
        from xlrd.biffh import XLRDError

        if WITH_PASSWORD in content:
            raise Refused(kinds.PASSWORD)
        with kinds.by_a_library(), Path(os.devnull).open("w") as nowhere:
            try:
                self._book = xlrd.open_workbook(file_contents=content, logfile=nowhere, formatting_info=True)
            except XLRDError as problem:
                raise Refused(_why(str(problem))) from problem
        self.names = [sheet.name for sheet in self._book.sheets() if sheet.visibility == 0]

    def rows(self, name: str, most: int) -> Iterator[list[Any]]:
        """From the first row and column on; Refused with more rows than `most`, empty ones too."""
        with kinds.by_a_library():
            sheet = self._book.sheet_by_name(name)
        if sheet.nrows > most:
            raise Refused(kinds.TOO_LARGE)
        merged = Merged((first, end - 1, column) for first, end, column, _end in sheet.merged_cells)
        for at in range(sheet.nrows):
            with kinds.by_a_library():
                row = [self._said(cell) for cell in sheet.row(at)]
            merged.fill(at, row)
            yield row

    def _said(self, cell: Any) -> Any:
        import xlrd

        if cell.ctype == xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(cell.value, "#N/A")
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        if cell.ctype == xlrd.XL_CELL_DATE:
            return self._moment(cell.value)
        return self._shown(cell) if cell.ctype == xlrd.XL_CELL_NUMBER else cell.value

    def _moment(self, value: float) -> Any:
        import xlrd

        try:
            moment = xlrd.xldate.xldate_as_datetime(value, self._book.datemode)
        except (OverflowError, ValueError):
            return value
        if value < 1:
            return moment.time()
        return moment.date() if float(value).is_integer() else moment

    def _shown(self, cell: Any) -> Any:
        key = self._book.xf_list[cell.xf_index].format_key
        pattern = self._book.format_map[key].format_str
        return zeros.shown(cell.value, len(pattern)) if zeros.PATTERN.fullmatch(pattern) else cell.value


def _why(problem: str) -> str:
    if ENCRYPTED in problem:
        return kinds.PASSWORD
    return kinds.DOCUMENT if NO_WORKBOOK in problem else kinds.DAMAGED
