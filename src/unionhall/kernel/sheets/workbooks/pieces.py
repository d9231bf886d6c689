"""A large sheet as several small workbooks, each with some of its rows.

A library that reads all cells of a sheet at once needs memory for all of them; of a piece it needs little.
What isn't written as programs write it stays whole: nothing is cut where a row could be lost or moved.
"""

import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from unionhall.kernel.sheets.workbooks.package import Package

AT_ONCE = 1 << 20
PIECE = 12 << 20  # bytes of a sheet's part
MOST = 8  # pieces, since the words that all sheets share are read anew for each
LONGEST_END = 1 << 20  # bytes behind the rows, which each piece has
TAG = rb"(?:\w+:)?"
BEGIN = re.compile(rb"<" + TAG + rb"sheetData\s*>")
END = re.compile(rb"</" + TAG + rb"sheetData\s*>.*", re.DOTALL)
ROW = re.compile(rb"<" + TAG + rb"row[\s/>]")
NUMBERED = re.compile(rb"<" + TAG + rb"row\s(?:[^>]*\s)?r=[\"'](\d{1,7})[\"']")
TO_LAST_ROW = re.compile(rb".*</" + TAG + rb"row\s*>", re.DOTALL)
QUICK: dict[str, Any] = {"compression": zipfile.ZIP_DEFLATED, "compresslevel": 1}
NOT_PLAIN = (b"<!--", b"<![CDATA[", b"<!DOCTYPE")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands before the rows of a sheet, and what behind them."""

    before: bytes
    behind: bytes


def pieces(package: Package, sheet: str) -> Iterator[BytesIO] | None:
    """Workbooks with some rows each, in their order; None where the sheet is small or better left whole."""
    part = package.part_of(sheet)
    size = package.packed.getinfo(part).file_size
    frame = _frame(package.packed, part) if size > PIECE else None
    return _workbooks(package.packed, part, frame, max(PIECE, size // MOST)) if frame else None


def _frame(packed: zipfile.ZipFile, part: str) -> Frame | None:
    """What is around the rows, if these have ascending numbers and nothing hides where one ends."""
    before, last, rest = b"", 0, b""
    with packed.open(part) as file:
        while piece := file.read(AT_ONCE):
            rows, rest = _to_last_row(rest + piece)
            before = before or _up_to_rows(rows)
            numbers = [last, *map(int, NUMBERED.findall(rows))]
            is_plain = len(ROW.findall(rows)) == len(numbers) - 1 and numbers == sorted({*numbers})
            if not is_plain or any(sign in rows for sign in NOT_PLAIN) or len(rest) > LONGEST_END + AT_ONCE:
                return None
            last = numbers[-1]
    end = END.search(rest)
    is_over = end is not None and not ROW.search(rest) and not any(sign in rest for sign in NOT_PLAIN)
    return Frame(before, end[0]) if end and before and is_over else None


def _up_to_rows(content: bytes) -> bytes:
    begin = BEGIN.search(content)
    return content[: begin.end()] if begin else b""


def _to_last_row(content: bytes) -> tuple[bytes, bytes]:
    """Up to where the last row ends, and the rest."""
    whole = TO_LAST_ROW.match(content)
    at = whole.end() if whole else 0
    return content[:at], content[at:]


def _workbooks(packed: zipfile.ZipFile, part: str, frame: Frame, size: int) -> Iterator[BytesIO]:
    shared = _without_sheets(packed)
    with packed.open(part) as file:
        file.seek(len(frame.before))
        rest, is_over = b"", False
        while not is_over:
            whole = BytesIO(shared)
            with zipfile.ZipFile(whole, "a", **QUICK) as piece, piece.open(part, "w") as written:
                written.write(frame.before)
                rest, is_over = _copy_rows(file, written, rest, size)
                written.write(frame.behind)
            whole.seek(0)
            yield whole


def _copy_rows(file: IO[bytes], written: IO[bytes], rest: bytes, size: int) -> tuple[bytes, bool]:
    """Write whole rows, about so many bytes; what was read beyond them, and whether all was read."""
    while more := file.read(AT_ONCE):
        rows, rest = _to_last_row(rest + more)
        written.write(rows)
        size -= len(rows)
        if size <= 0:
            return rest, False
    return rest, True


def _without_sheets(packed: zipfile.ZipFile) -> bytes:
    """What a workbook is made of besides its sheets and pictures."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", **QUICK) as other:
        for name in packed.namelist():
            is_sheet = name.startswith("xl/worksheets/") and name.endswith(".xml")
            if not is_sheet and name.endswith((".xml", ".rels")):
                with packed.open(name) as part, other.open(name, "w") as copy:
                    shutil.copyfileobj(part, copy, AT_ONCE)
    return kept.getvalue()
