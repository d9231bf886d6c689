"""What spreadsheets do to cells is undone, and what could be read in two ways is refused."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionhall.kernel.cells import FORMULA, escaped
from unionhall.kernel.sheets import cells
from unionhall.kernel.sheets.cells import Unusable
from unionhall.kernel.sheets.refusals import Unreadable
from unionhall.rooms.register.importing import tables

DAY = date(2026, 11, 22)
TEXT = "会员名册,,,\n\n"
TEXT += "会员编号*,姓名（必填）,手机,入会日期\n'0001,\u3000王 小明 ,１３８ ０000,2026年11月22日\n,,,\n"


@pytest.mark.parametrize(
    "cell",
    [
        *("2026-11-22", "2026/11/22", "2026.11.22", "2026年11月22日", "2026 年 11 月 22 日", "20261122"),
        *("２０２６-１１-２２", "'2026-11-22", " 2026-11-22 ", "2026-11-22 00:00:00", "2026-11-22T09:30"),
        *("46348", 46348, 46348.0, "46348.0", DAY, datetime(2026, 11, 22, 9, tzinfo=UTC)),
    ],
)
def test_a_day_is_read_however_a_spreadsheet_writes_it(cell: cells.Cell) -> None:
    assert cells.day(cell) == DAY


@pytest.mark.parametrize("cell", ["11/12/2026", "22.11.26", "2026-02-30", "2026", "soon", "4.6E+4", "1"])
def test_what_is_no_day_or_could_be_two_is_refused(cell: str) -> None:
    with pytest.raises(Unusable):
        cells.day(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (13800000000.0, "13800000000"),
        ("13800000000.0", "13800000000"),
        ("１３８００００００００", "13800000000"),
        ("'13800000000", "13800000000"),
        ("\ufeff 0042\u200b ", "0042"),
        ("A-17.5", "A-17.5"),
        (None, ""),
        (True, ""),
    ],
)
def test_a_number_is_as_it_was_typed(cell: cells.Cell, number: str) -> None:
    assert cells.number(cell) == number


@pytest.mark.parametrize("cell", ["1.38E+10", "1.38e+10", "1E+10"])
def test_a_number_that_lost_digits_is_refused(cell: str) -> None:
    with pytest.raises(Unusable):
        cells.number(cell)


@pytest.mark.parametrize("sign", "=+-@\t\r")
def test_nothing_that_is_written_is_a_formula(sign: str) -> None:
    assert escaped(f"{sign}1+1").startswith("'")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=20))
def test_what_is_written_is_read_again_as_it_was(text: str) -> None:
    assert cells.plain(escaped(text)) == cells.plain(escaped(cells.plain(escaped(text))))
    assert escaped(text)[:1] not in list(FORMULA)


@pytest.mark.parametrize("text", ["=1+1", "+8613800000000", "-", "@x", "'t Hooft", "'5", "''", "O'Neill"])
def test_an_apostrophe_for_the_spreadsheet_goes_and_one_of_a_name_stays(text: str) -> None:
    assert cells.plain(escaped(text)) == text


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_in_each_encoding_with_each_separator(encoding: str, separator: str) -> None:
    file = io.BytesIO(TEXT.replace(",", separator).encode(encoding))
    table = tables.read(file, "members")
    assert table.called["name"] == "姓名（必填）"
    assert [line.number for line in table.lines] == [4]
    line = table.lines[0]
    assert (cells.number(line.said("number")), cells.plain(line.said("name"))) == ("0001", "王 小明")


@pytest.mark.parametrize(
    ("separator", "cell"),
    [
        (";", "Weiß, Jürgen, Dr., M.A., M.Sc., Dipl.-Ing., LL.M., B.A., B.Sc., MBA"),
        ("\t", "Weiß, Jürgen, Dr., M.A., M.Sc., Dipl.-Ing., LL.M., B.A., B.Sc., MBA"),
        (",", '"early; late; night; early; late; night; early; late; night; early; late; night"'),
    ],
)
def test_the_separator_is_the_one_of_the_header_whatever_the_cells_are_full_of(
    separator: str, cell: str
) -> None:
    rows = [["会员编号", "姓名", "备注"], *([str(number), cell, cell] for number in range(120))]
    content = "\n".join(separator.join(row) for row in rows)
    table = tables.read(io.BytesIO(content.encode()), "members")
    assert len(table.lines) == 120
    assert table.lines[0].said("name") == cell.strip('"')


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"])
def test_an_error_of_a_workbook_is_no_value(error: str) -> None:
    for read in (cells.plain, cells.narrow, cells.number, cells.day):
        with pytest.raises(cells.Unusable, match="Mend the formula"):
            read(error)
    assert cells.shown(error) == error
    assert cells.plain("#1 shift") == "#1 shift"


def test_an_error_of_a_workbook_near_the_header_is_left_to_its_row() -> None:
    content = "会员编号,姓名,#REF!\n1,#NAME?,#N/A\n"
    table = tables.read(io.BytesIO(content.encode()), "members")
    assert table.lines[0].said("name") == "#NAME?"
    assert table.ignored == ["#REF!"]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1252", "Hélène Lefèvre"),
        ("cp1250", "Małgorzata Wójcik"),
        ("cp1251", "Иван Петров"),
        ("cp950", "陳大文"),
        ("shift_jis", "山田太郎"),
        ("cp949", "김철수"),
        ("mac_roman", "Jürgen Müller"),
    ],
)
def test_a_name_is_read_rightly_or_a_person_is_asked_in_which_encoding_it_is(
    encoding: str, name: str
) -> None:
    content = f"Member number,Name,E-mail\nZ1,{name},a@x.example\nZ2,{name},b@x.example\n".encode(encoding)
    try:
        table = tables.read(io.BytesIO(content), "members")
    except tables.Undecided as asked:
        [right] = [each for each in asked.readings if each.sample[0].said("name") == name]
        table = tables.read(io.BytesIO(content), "members", choose=right.__eq__)
    assert [line.said("name") for line in table.lines] == [name, name]


def test_traditional_chinese_of_an_old_system_is_read() -> None:
    table = tables.read(io.BytesIO("會員編號,姓名\n1,陳大文\n".encode("cp950")), "members")
    assert table.lines[0].said("name") == "陳大文"


def test_a_workbook_is_read_with_a_title_a_grouped_header_and_empty_rows() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Register of 2026"])
    sheet.append([None, None, "Reached by", None])
    sheet.append(["Member number", "Name", "Phone", "E-mail", None])
    sheet.append([17.0, " Li Mei ", 13800138000.0, "LI@x.example"])
    sheet.append([None, " ", None])
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("C2:D2")
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    table = tables.read(file, "members")
    assert [(line.number, line.values) for line in table.lines] == [
        (4, ("17", " Li Mei ", "13800138000", "LI@x.example"))
    ]


def test_a_header_of_two_rows_is_read_as_one() -> None:
    table = tables.read(io.BytesIO("联系方式,,会员编号,姓名\n电话,邮箱,,\n1,2,3,4\n".encode()), "members")
    assert dict(zip(table.called, table.lines[0].values, strict=True)) == {
        "phone": "1",
        "email": "2",
        "number": "3",
        "name": "4",
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "No header"),
        (b"a,b\n1,2\n", "No header"),
        ("姓名,语言\n1,2".encode(), "member number, e-mail, telephone"),
        ("编号,会员号,姓名\n".encode(), "编号, 会员号"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "no table"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged"),
        ("会员编号,姓名,民族\n".encode(), "民族"),
        (b"number,name,ID number\n", "identity card"),
        ("number,name,身份证号码\n".encode(), "身份证号码"),
        ("number,name,婚姻状况\n".encode(), "marriage"),
        (b"number,name,BloodType\n", "BloodType"),
        ("number,name,政治面貌（必填）\n".encode(), "party"),
    ],
)
def test_a_file_that_can_not_come_in_is_refused_with_the_reason(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=r".") as refusal:
        tables.read(io.BytesIO(content), "members")
    assert said in str(refusal.value)


def test_other_columns_are_named_and_not_taken() -> None:
    table = tables.read(io.BytesIO(b"Number,Name,Shoe size\n1,Li,42\n"), "members")
    assert table.ignored == ["Shoe size"]
    assert "42" not in str(list(table.lines))
