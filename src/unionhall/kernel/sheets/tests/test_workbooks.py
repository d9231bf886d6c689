"""Every workbook that offices bring is read as one sees it, or refused with what to do."""

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from unionhall.kernel.sheets.reading import rows_of, ways
from unionhall.kernel.sheets.refusals import Unreadable
from unionhall.kernel.sheets.tests import books
from unionhall.kernel.sheets.tests.books import SHEET, cell, changed, made, open_document, package, row

DAY = 46082  # 2026-03-01 as Excel counts
STYLE = "number:number-style"
HEAD = row(cell("会员编号"), cell("姓名"))


def sheets(file: io.BytesIO) -> dict[str, list[list[Any]]]:
    """Each sheet that one sees, and its rows."""
    found = {}
    for way in list(ways(file)):
        file.seek(0)
        with rows_of(file, way) as rows:
            found[way.sheet] = [each.cells for each in rows]
    return found


def only(file: io.BytesIO) -> list[list[Any]]:
    [rows] = sheets(file).values()
    return rows


def book(*rows: list[Any]) -> openpyxl.Workbook:
    new = openpyxl.Workbook()
    for each in rows:
        new.worksheets[0].append(each)
    return new


def test_an_old_workbook_is_read_as_one_sees_it() -> None:
    assert sheets(io.BytesIO(books.OLD.read_bytes())) == {
        "会员": [
            ["会员编号", "姓名", "手机", "分会", "入会日期"],
            ["000403", "许一", 13800010421.0, "北区", date(2026, 3, 1)],
            ["#N/A", "许二", "13800010422", "北区", datetime.fromisoformat("2026-03-02 09:30")],
            [True, "许三", "", "", ""],
        ]
    }


def test_a_workbook_of_libreoffice_is_read() -> None:
    day = 'office:value-type="date" office:date-value="2026-03-01"'
    number = 'office:value-type="float" office:value="7"'
    file = open_document(HEAD + row(cell("Z1"), cell("1 Mar", day), cell("7", number)))
    assert only(file) == [["会员编号", "姓名", ""], ["Z1", date(2026, 3, 1), 7.0]]


def test_rows_and_columns_count_from_the_first_though_nothing_stands_there() -> None:
    new = openpyxl.Workbook()
    new.worksheets[0]["C3"] = "x"
    file = made(new)
    with rows_of(file, next(ways(file))) as rows:
        assert [(each.number, each.cells) for each in rows] == [(3, ["", "", "x"])]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!"])
def test_an_error_is_what_one_sees_of_it(error: str) -> None:
    file = made(book(["a", "b"], [error, "x"]))
    assert only(file)[1] == [error, "x"]


def test_a_formula_that_was_never_computed_is_told_from_an_empty_cell() -> None:
    file = made(book(["a", "b", "c"], ["=1+1", "", "=A1"]))
    computed = changed(file, {SHEET: (r'(r="C2")><f>A1</f><v></v>', r'\1 t="str"><f>A1</f><v></v>')})
    assert only(computed)[1] == ["#NOT_COMPUTED!", "", ""]


def test_the_zeros_that_a_format_writes_are_part_of_a_number() -> None:
    new = book(["a", "b"], [403, 12.5])
    for at in ("A2", "B2"):
        new.worksheets[0][at].number_format = "000000"
    assert only(made(new))[1] == ["000403", 12.5]


@pytest.mark.parametrize("number", [27, 31, 36, 50, 57])
def test_a_day_by_a_format_of_east_asia_is_a_day(number: int) -> None:
    new = book(["a"], [DAY])
    new.worksheets[0]["A2"].number_format = "0.000"
    pattern = r'<xf numFmtId="(?!0")\d+"'
    assert only(changed(made(new), {books.STYLES: (pattern, f'<xf numFmtId="{number}"')}))[1] == [
        date(2026, 3, 1)
    ]


def test_a_workbook_that_counts_from_1904_keeps_its_days() -> None:
    new = book(["a", "b"], [DAY - 1462, DAY - 1462])
    new.worksheets[0]["A2"].number_format = "yyyy-mm-dd"
    new.worksheets[0]["B2"].number_format = "0.000"
    styles = (r'(<xf numFmtId="2".*?)?<xf numFmtId="(?:165|164|2)"(?=[^>]*/></cellXfs>)', '<xf numFmtId="31"')
    counted = changed(
        made(new), {books.BOOK: ("<workbookPr */>", '<workbookPr date1904="1"/>'), books.STYLES: styles}
    )
    assert only(counted)[1] == [date(2026, 3, 1), date(2026, 3, 1)]


def test_a_merged_cell_says_the_same_in_each_of_its_rows() -> None:
    new = book(["a", "b"], ["North", 1], [None, 2], [None, 3], ["South", 4])
    new.worksheets[0].merge_cells("A2:A3")
    assert [cells[0] for cells in only(made(new))] == ["a", "North", "North", "", "South"]


def test_sheets_that_one_does_not_see_are_none() -> None:
    new = book(["a"])
    new.create_sheet("Hidden").sheet_state = "hidden"
    new.create_sheet("Second").append(["b"])
    assert list(sheets(made(new))) == ["Sheet", "Second"]


def test_a_strict_workbook_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    usual = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    file = made(book(["a"], ["#N/A"]))
    assert only(changed(file, dict.fromkeys((SHEET, books.BOOK, books.STYLES), (usual, strict)))) == [
        ["a"],
        ["#N/A"],
    ]


def _nothing() -> io.BytesIO:
    new = openpyxl.Workbook()
    new.create_sheet("Hidden")
    file = made(new)
    return changed(file, {books.BOOK: (r'state="visible"', 'state="hidden"')})


REFUSED: dict[str, tuple[Callable[[], io.BytesIO], str]] = {
    "binary": (lambda: package({"[Content_Types].xml": "", "xl/workbook.bin": ""}), "xlsb"),
    "letter": (
        lambda: package({"[Content_Types].xml": "", "word/document.xml": ""}),
        "text or another document",
    ),
    "drawing": (lambda: open_document(HEAD, kind="graphics"), "text or another document"),
    "folder": (lambda: package({"list.csv": "a,b"}), "packed folder"),
    "password": (lambda: open_document(HEAD, manifest="<encryption-data/>"), "password"),
    "newer with a password": (
        lambda: io.BytesIO(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")),
        "password",
    ),
    "web page": (lambda: io.BytesIO(b"\xef\xbb\xbf <html><table><tr><td>a</td></tr></table>"), "web page"),
    "unseen": (_nothing, "shows no sheet"),
    "no place": (lambda: changed(made(book(["#N/A"])), {SHEET: (r'<c r="A1"', "<c")}), "can't be placed"),
    "errors": (
        lambda: open_document(row(cell("#N/A", 'office:value-type="string" calcext:value-type="error"'))),
        "show an error",
    ),
    "never computed": (lambda: open_document(row(cell("", 'table:formula="of:=1"'))), "never computed"),
    "zeros": (
        lambda: open_document(
            HEAD,
            styles=f'<{STYLE}><number:number number:min-integer-digits="6"/></{STYLE}>',
        ),
        "zeros in front",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_not_be_read_rightly_is_refused_with_what_to_do(name: str) -> None:
    make, words = REFUSED[name]
    with pytest.raises(Unreadable, match=words):
        only(make())


def test_a_text_that_a_program_called_a_workbook_is_read() -> None:
    file = io.BytesIO("编号\t姓名\n1\t王小明\n".encode())
    with rows_of(file, next(ways(file))) as rows:
        assert [each.cells for each in rows] == [["编号", "姓名"], ["1", "王小明"]]
