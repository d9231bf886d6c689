"""Workbooks of every kind, made by hand where no program at hand writes such a thing."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl

OLD = Path(__file__).with_name(
    "old.xls"
)  # made with xlwt 1.3.0: a hidden sheet, zeros, a merged cell, an error
SHEET, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
OPEN = "application/vnd.oasis.opendocument."
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def made(book: openpyxl.Workbook) -> io.BytesIO:
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def changed(file: io.BytesIO, changes: Mapping[str, tuple[str, str]]) -> io.BytesIO:
    """The same package with a pattern replaced in some of its parts."""
    after = io.BytesIO()
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(after, "w") as packed:
        for name in before.namelist():
            content = before.read(name)
            if name in changes:
                pattern, said = changes[name]
                text, often = re.subn(pattern, said, content.decode())
                assert often, name
                content = text.encode()
            packed.writestr(name, content)
    after.seek(0)
    return after


def package(parts: Mapping[str, str]) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    file.seek(0)
    return file


def open_document(
    rows: str, *, kind: str = "spreadsheet", manifest: str = "", styles: str = ""
) -> io.BytesIO:
    """A workbook of LibreOffice with these rows."""
    body = f'<office:spreadsheet><table:table table:name="S">{rows}</table:table></office:spreadsheet>'
    more = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    more += 'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    content = f"<office:document-content {NAMESPACES} {more}>{styles}<office:body>{body}</office:body>"
    return package(
        {
            "mimetype": OPEN + kind,
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
            "content.xml": content + "</office:document-content>",
        }
    )


def cell(said: str, more: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {more}><text:p>{said}</text:p></table:table-cell>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"
