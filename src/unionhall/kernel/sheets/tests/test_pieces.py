"""A large sheet is read piece by piece, and what comes out is the same as if it were read as a whole."""

import io
from typing import Any

import openpyxl
import pytest

from unionhall.ground.apart import Refused
from unionhall.kernel.sheets.tests import books
from unionhall.kernel.sheets.tests.books import SHEET, changed, made
from unionhall.kernel.sheets.workbooks import modern, pieces

ROWS = 90
Cut = list[int]


def content() -> io.BytesIO:
    """Rows with a gap, cells that begin in another column, an error, a formula, zeros and a merged cell."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for at in range(1, ROWS + 1):
        sheet.append(["" if at > 60 else f"Z{at}", f"王{at}", at])
    sheet.delete_rows(40)
    sheet.insert_rows(40)
    sheet["A20"], sheet["B70"] = "#N/A", "=A1"
    sheet["C50"].number_format = "000000"
    sheet.merge_cells("B10:B14")
    sheet.merge_cells("B80:B82")
    return made(book)


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> Cut:
    """Lets sheets be cut that are small; says how many pieces each was read in."""
    found: Cut = []
    usual = pieces.pieces

    def counted(*given: Any) -> Any:
        books = usual(*given)
        found.append(0)
        if books is None:
            return None
        made = list(books)
        found[-1] = len(made)
        return iter(made)

    monkeypatch.setattr(pieces, "PIECE", 600)
    monkeypatch.setattr(pieces, "AT_ONCE", 300)
    monkeypatch.setattr(pieces, "LONGEST_END", 2_000)
    monkeypatch.setattr(modern, "pieces", counted)
    return found


def rows(file: io.BytesIO, most: int = 1_000) -> list[list[Any]]:
    book = modern.Modern(file.getvalue())
    [name] = book.names
    return [_without_blanks(row) for row in book.rows(name, most)]


def _without_blanks(row: list[Any]) -> list[Any]:
    """A piece is as wide as its own rows."""
    while row and row[-1] == "":
        row.pop()
    return row


def test_a_sheet_in_pieces_says_what_it_says_as_a_whole(cut: Cut) -> None:
    in_pieces = rows(content())
    assert cut.pop() > 5
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "PIECE", 1 << 20)
        whole = rows(content())
    assert cut.pop() == 0
    assert in_pieces == whole
    assert whole[9:14] == [[f"Z{at}", "王10", at] for at in range(10, 15)]
    assert [whole[19][0], whole[69][1], whole[49][2]] == ["#N/A", "#NOT_COMPUTED!", "000050"]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (r'<row r="30"', "<row"),
        (r'<row r="30"', '<row r="29"'),
        (r"(<row r=\"30\")", r"<!-- </row> -->\1"),
        (r"<c r=\"B30\".*?</c>", '<c r="B30" t="inlineStr"><is><t><![CDATA[</row>]]></t></is></c>'),
    ],
)
def test_where_a_row_could_be_lost_nothing_is_cut(cut: Cut, pattern: str, said: str) -> None:
    rows(changed(content(), {SHEET: (pattern, said)}))
    assert cut == [0]


def test_rows_with_a_prefix_and_rows_without_an_end_are_read(cut: Cut) -> None:
    blank = changed(content(), {SHEET: (r'<row r="33".*?</row>', '<row r="33" />')})
    assert rows(blank)[32] == []
    prefixed = changed(content(), {SHEET: (r"(</?)(worksheet|sheetData|row|c|v|f)\b", r"\1x:\2")})
    prefixed = changed(prefixed, {SHEET: (r"xmlns=", "xmlns:x=")})
    assert rows(prefixed)[:5] == rows(content())[:5]
    assert min(cut) > 5


def test_a_sheet_with_too_many_rows_is_refused_in_pieces_too(cut: Cut) -> None:
    with pytest.raises(Refused, match="too_large"):
        rows(content(), most=ROWS - 3)
    assert cut[0] > 5


def test_a_part_that_is_not_there_is_damage(cut: Cut) -> None:
    missing = changed(content(), {books.BOOK: ('r:id="rId1"', 'r:id="rId77"')})
    with pytest.raises(Refused, match="damaged"):
        rows(missing)
