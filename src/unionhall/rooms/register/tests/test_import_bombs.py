"""A small workbook that unpacks to something huge is refused, before it costs memory or time."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Iterable

import openpyxl
import pytest

from unionhall.kernel.sheets.refusals import Unreadable
from unionhall.rooms.register.importing.tables import read
from unionhall.rooms.register.importing.uploading import MOST_ROWS

SPREADSHEET = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET, WORDS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
SECONDS, MEMORY = 60, 250_000_000  # while memory is traced, which takes its time
MILLION = 1_000_000


def workbook_with(name: str, content: Iterable[bytes]) -> io.BytesIO:
    """A workbook of one cell in which a part is replaced or added."""
    plain, made = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    book.save(plain)
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.namelist():
            if part != name:
                after.writestr(part, before.read(part))
        with after.open(name, "w") as replaced:
            for piece in content:
                replaced.write(piece)
    made.seek(0)
    return made


def sheet(*rows: bytes) -> list[bytes]:
    return [b"<worksheet " + SPREADSHEET + b"><sheetData>", *rows, b"</sheetData></worksheet>"]


BOMBS: dict[str, tuple[str, list[bytes]]] = {
    "more than can be unpacked": (SHEET, sheet(*[b" " * MILLION] * 430)),
    "words without end": (WORDS, [b"<sst>", *[b"<si><t>a</t></si>" * 100_000] * 42, b"</sst>"]),
    "empty rows without end": (SHEET, sheet(*[b"<row/>" * 100_000] * 2)),
    "a row far below": (SHEET, sheet(b'<row r="999999999"><c r="A999999999"><v>1</v></c></row>')),
    "a cell that unfolds": (
        SHEET,
        [
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
            *sheet(b'<row><c t="inlineStr"><is><t>&b;</t></is></c></row>'),
        ],
    ),
    "a cell that reads a file": (
        SHEET,
        [
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
            *sheet(b'<row><c t="inlineStr"><is><t>&a;</t></is></c></row>'),
        ],
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_workbook_that_is_a_bomb_is_refused(name: str) -> None:
    bomb = workbook_with(*BOMBS[name])
    assert len(bomb.getvalue()) < 10 * MILLION
    tracemalloc.start()
    begun = time.monotonic()
    try:
        with pytest.raises(Unreadable) as refused:
            read(bomb, "members", most=MOST_ROWS)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert any(words in str(refused.value) for words in ("too large", "damaged", "No header"))
    assert time.monotonic() - begun < SECONDS
    assert most < MEMORY
