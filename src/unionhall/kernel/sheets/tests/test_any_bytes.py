"""Whatever is in a file, it is read as a table, or refused with a sentence for whoever chose it."""

import io
import logging
import zipfile
from datetime import date, datetime, timedelta

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unionhall.kernel.sheets import cells
from unionhall.kernel.sheets.reading import Row, Way, rows_of, ways
from unionhall.kernel.sheets.refusals import Unreadable
from unionhall.kernel.sheets.tests import books

HEAD = ["会员编号", "姓名", "手机", "入会日期"]
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**16), 10**16),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001 a workbook knows no zone
    st.timedeltas(timedelta(0), timedelta(9)),
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=9),
    st.sampled_from(["#N/A", "=A1", "=1/0", "000403", "2026年3月1日"]),
)
ROWS = st.lists(st.lists(CELLS, max_size=4), max_size=5)
CHANGES = st.tuples(st.floats(0, 1), st.integers(0, 9), st.binary(max_size=9))
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5hkscs", "cp1252", "shift_jis"]


@st.composite
def workbooks(draw: st.DrawFn) -> bytes:
    book = openpyxl.Workbook()
    for each in (HEAD, *draw(ROWS)):
        book.worksheets[0].append(each)
    if draw(st.booleans()):
        book.worksheets[0].merge_cells("A2:B3")
    if draw(st.booleans()):
        book.create_sheet("二").append(["x"])
    return books.made(book).getvalue()


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    signs = st.text(st.sampled_from("王小明é1-/.,;\t\"'=@ \r\n\u3000\u200b"), max_size=40)
    return f"{','.join(HEAD)}\n{draw(signs)}".encode(draw(st.sampled_from(ENCODINGS)), errors="replace")


@st.composite
def open_documents(draw: st.DrawFn) -> bytes:
    said = st.text(st.characters(categories=["L", "N", "Zs"]), max_size=6)
    rows = draw(st.lists(st.lists(said, min_size=1, max_size=3), min_size=1, max_size=4))
    return books.open_document("".join(books.row(*map(books.cell, each)) for each in rows)).getvalue()


@st.composite
def mutated(draw: st.DrawFn, contents: st.SearchStrategy[bytes]) -> bytes:
    """Bytes of the file or of one of its parts changed, taken out or put in."""
    content = draw(contents)
    if not content.startswith(b"PK") or draw(st.booleans()):
        return _changed(draw, content)
    after = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(after, "w") as packed:
        chosen = draw(st.sampled_from(before.namelist()))
        for name in before.namelist():
            part = before.read(name)
            packed.writestr(name, _changed(draw, part) if name == chosen else part)
    return after.getvalue()


def _changed(draw: st.DrawFn, content: bytes) -> bytes:
    """No draw depends on how long it is: a workbook says when it was made, and differs each time."""
    for share, taken, put_in in draw(st.lists(CHANGES, max_size=3)):
        at = int(share * len(content))
        content = content[:at] + put_in + content[at + taken :]
    return content


FILES = mutated(st.one_of(workbooks(), open_documents(), texts(), st.builds(books.OLD.read_bytes)))


@given(FILES)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_any_file_is_a_table_or_is_refused_with_a_sentence(content: bytes) -> None:
    rows, refusal, faults = _read(content)
    assert all(row.number > 0 for row in rows)
    assert all(isinstance(cells.words(cell), str) for row in rows for cell in row.cells)
    assert refusal == "" or refusal.endswith(".")
    assert faults == []


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\0"])
def test_what_is_hardly_a_file_is_no_fault_either(content: bytes) -> None:
    rows, refusal, faults = _read(content)
    assert refusal.endswith(".") or [row.cells for row in rows] in ([], [["PK"]] * 3)
    assert faults == []


def _read(content: bytes) -> tuple[list[Row], str, list[str]]:
    """All rows in each way in which the file may be meant; why it is refused; what the log says of faults."""
    faults, log = _Faults(), logging.getLogger("unionhall.kernel.sheets.reading")
    log.addHandler(faults)
    try:
        return _everything(io.BytesIO(content)), "", faults.said
    except Unreadable as refused:
        return [], str(refused), faults.said
    finally:
        log.removeHandler(faults)


def _everything(file: io.BytesIO) -> list[Row]:
    """All rows, read in each way in which the file may be meant."""
    return [row for way in list(ways(file)) for row in _rows(file, way)]


def _rows(file: io.BytesIO, way: Way) -> list[Row]:
    file.seek(0)
    with rows_of(file, way) as rows:
        return list(rows)


class _Faults(logging.Handler):
    """A reader that fails in a way that nobody foresaw says so in the log, however the file is refused."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())
