"""Things as a table: what goes out comes in as it was, and errors are named before anything is written."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.sheets.writing import write
from unionhall.kernel.things import changing, content
from unionhall.kernel.web.things import bringing
from unionhall.rooms.desk.catalogue import load_starter
from unionhall.rooms.desk.models import Service, Window
from unionhall.rooms.desk.things import services, windows

if TYPE_CHECKING:
    from tests.town import Town

LINE = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Zl", "Zp")), max_size=40
)


@pytest.fixture
def editor(town: "Town", client: Client) -> Client:
    client.force_login(town.coordinator)
    return client


def sent(rows: list[list[str]], kind: str = "csv") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(f"table.{kind}", write(rows, kind))}


def brought(editor: Client, rows: list[list[str]], kind: str = "csv") -> Any:
    """Choose a file, read what it would do, and write it."""
    page = editor.post("/desk/windows/bring/", sent(rows, kind))
    assert page.status_code == 200, page.content.decode()
    return editor.post("/desk/windows/bring/", {"rows": page.context["rows"]})


def said(things: Any) -> dict[str, Any]:
    """What every thing says, by code."""
    columns = content.written(things.model)
    return {thing.code: content.kept(content.of(thing), columns) for thing in things.model.objects.all()}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    titles=st.lists(st.tuples(LINE, LINE), min_size=1, max_size=4),
    order=st.integers(0, 32_767),
    kind=st.sampled_from(["csv", "xlsx"]),
)
def test_what_goes_out_comes_in_as_it_was(
    town: "Town", titles: list[tuple[str, str]], order: int, kind: str
) -> None:
    Window.objects.exclude(code="general").delete()
    for at, (english, chinese) in enumerate(titles):
        form = windows_form(town, code=f"w{at}", title_en=english, title_zh_hans=chinese, order=str(order))
        if form.is_valid():
            words = form.content()
            changing.add(Window, words.pop("code"), words, actor=HALL)
    before = said(windows)
    table = BytesIO(write(bringing.table(windows, Window.objects.all()), kind))
    lines, ignored = bringing.read(table, windows)
    judged = bringing.judge(lines, windows, town.coordinator)
    assert (ignored, judged.findings, judged.new, judged.changed) == ([], [], 0, 0)
    Window.objects.exclude(code="general").delete()
    assert bringing.bring(lines, windows, town.coordinator).findings == []
    assert said(windows) == before


def test_an_error_of_a_workbook_among_the_columns_is_a_column_that_is_not_read(town: "Town") -> None:
    lines, ignored = bringing.read(BytesIO(b"code,#REF!\nw1,1\n"), windows)
    assert ([line.cells for line in lines], ignored) == ([{"code": "w1"}], ["#ref!"])


def test_an_error_of_a_workbook_is_no_title(town: "Town") -> None:
    lines, _ignored = bringing.read(BytesIO(b"code,title_en\ngeneral,#N/A\n"), windows)
    (finding,) = bringing.judge(lines, windows, town.coordinator).findings
    assert (finding.row, finding.column) == (2, "title_en")
    assert "Mend the formula" in finding.words


def windows_form(town: "Town", **fields: str) -> Any:
    from unionhall.kernel.web.things.forms import ThingForm

    return ThingForm(fields, things=windows, thing=None, actor=town.coordinator)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_whole_catalogue_goes_from_one_hall_to_another(town: "Town", kind: str) -> None:
    load_starter()
    changing.retire(Service.objects.get(code="litter"), actor=HALL)
    before, rows = said(services), list(services.visible_to(town.coordinator))
    lines, _ignored = bringing.read(BytesIO(write(bringing.table(services, rows), kind)), services)
    judged = bringing.judge(lines, services, town.coordinator)
    assert (judged.findings, judged.new, judged.changed, judged.unchanged) == ([], 0, 0, len(rows))
    Service.objects.exclude(code="transport").update(current=None)
    content.model_of(Service)._default_manager.exclude(service__code="transport").delete()
    Service.objects.exclude(code="transport").delete()
    assert bringing.bring(lines, services, town.coordinator).findings == []
    assert said(services) == before
    assert Service.objects.get(code="litter").retired_on is not None


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_is_taken_changed_and_brought_back(editor: Client, kind: str) -> None:
    changing.add(Window, "buses", {"title": {"en": "Buses"}, "order": 3}, actor=HALL)
    taken = editor.get(f"/desk/windows/table.{kind}")
    assert taken["Content-Disposition"] == f'attachment; filename="windows.{kind}"'
    rows = rows_in(taken.content, kind)
    assert rows[0] == ["code", "title_en", "title_zh_hans", "title_zh_hant", "order", "retired"]
    changed = [[cell.replace("Buses", "Trams") for cell in row] for row in rows]
    answer = brought(editor, [*changed, ["boats", "Boats", "", "", "9", "no"]], kind)
    assert answer.status_code == 302
    assert Window.objects.get(code="buses").title == {"en": "Trams"}
    assert Window.objects.get(code="boats").order == 9
    assert Entry.objects.filter(stream=Window.objects.get(code="general").stream).count() == 0


def rows_in(file: bytes, kind: str) -> list[list[str]]:
    if kind == "csv":
        return [line.split(",") for line in file.decode("utf-8-sig").splitlines()]
    sheet = openpyxl.load_workbook(BytesIO(file)).worksheets[0]
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


def test_nothing_is_written_before_it_was_seen(editor: Client) -> None:
    page = editor.post("/desk/windows/bring/", sent([["code", "title_en"], ["boats", "Boats"]]))
    assert "This is what the file would change" in page.content.decode()
    assert not Window.objects.filter(code="boats").exists()


def test_what_is_left_out_stays_as_it_is(editor: Client) -> None:
    changing.add(Window, "buses", {"title": {"en": "Buses", "zh-hans": "班车"}, "order": 3}, actor=HALL)
    brought(editor, [["code", "order"], ["buses", "5"]])
    window = Window.objects.get(code="buses")
    assert (window.title, window.order) == ({"en": "Buses", "zh-hans": "班车"}, 5)


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ([["code", "title_en", "order"], ["boats", "", "1"]], "title_en"),
        ([["code", "title_en", "order"], ["boats", "Boats", "many"]], "order"),
        ([["code", "title_en", "order"], ["not a code", "Boats", "1"]], "code"),
        ([["code", "title_en", "order"], ["new", "Boats", "1"]], "code"),
        ([["code", "title_en", "order"], ["", "Boats", "1"]], "code"),
        ([["code", "title_en", "order"], ["boats", "<b>Boats</b>", "1"]], "title_en"),
        ([["code", "title_en", "order"], ["boats", "Boats", "1"], ["boats", "Ships", "2"]], "code"),
        ([["code", "title_en", "order", "retired"], ["boats", "Boats", "1", "perhaps"]], "retired"),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column_and_nothing_is_written(
    editor: Client, rows: list[list[str]], where: str
) -> None:
    good = ["ships", "Ships", "1", "no"][: len(rows[0])]
    page = editor.post("/desk/windows/bring/", sent([rows[0], good, *rows[1:]]))
    assert page.status_code == 422
    assert [(each.row, each.column) for each in page.context["findings"]] == [(len(rows) + 1, where)]
    assert not Window.objects.filter(code__in=["ships", "boats"]).exists()


def test_errors_are_found_again_when_rows_are_written(town: "Town", editor: Client) -> None:
    page = editor.post("/desk/windows/bring/", sent([["code", "title_en"], ["boats", "Boats"]]))
    changing.add(Window, "boats", {"title": {"en": "Ships"}}, actor=town.coordinator)
    answer = editor.post("/desk/windows/bring/", {"rows": page.context["rows"]})
    assert answer.status_code == 409
    assert "Somebody changed this meanwhile." in answer.content.decode()
    assert Window.objects.get(code="boats").title == {"en": "Ships"}


def test_a_double_click_writes_once(editor: Client) -> None:
    page = editor.post("/desk/windows/bring/", sent([["code", "title_en"], ["boats", "Boats"]]))
    answers = [editor.post("/desk/windows/bring/", {"rows": page.context["rows"]}) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Entry.objects.filter(stream=Window.objects.get(code="boats").stream).count() == 1


def test_nobody_writes_rows_that_were_not_checked_here(town: "Town", editor: Client) -> None:
    page = editor.post("/desk/windows/bring/", sent([["code", "title_en"], ["boats", "Boats"]]))
    assert editor.post("/desk/windows/bring/", {"rows": "forged"}).status_code == 409
    assert editor.post("/desk/catalogue/bring/", {"rows": page.context["rows"]}).status_code == 409
    other = Client()
    town.mill_coordinator.offices.update(place=town.union)
    other.force_login(town.mill_coordinator)
    assert other.post("/desk/windows/bring/", {"rows": page.context["rows"]}).status_code == 409
    assert not Window.objects.filter(code="boats").exists()


@pytest.mark.parametrize("file", [b"", b"\0\1\2", b"name,colour\nboats,blue\n", b"PK\x03\x04broken"])
def test_what_is_no_such_table_is_said_at_the_field(editor: Client, file: bytes) -> None:
    page = editor.post("/desk/windows/bring/", {"file": SimpleUploadedFile("table.csv", file)})
    assert page.status_code == 422
    assert page.context["form"].errors["file"]


def test_a_table_that_is_too_long_is_refused(editor: Client) -> None:
    rows = [["code", "title_en"], *([f"w{at}", "Window"] for at in range(bringing.MOST + 1))]
    page = editor.post("/desk/windows/bring/", sent(rows))
    assert page.status_code == 422
    assert "more than 500 rows" in page.content.decode()


def test_what_a_workbook_can_not_hold_is_taken_as_csv(editor: Client) -> None:
    paper = {"en": "Your pass. " * 17}
    town_service = Service.objects.get(code="transport")
    questions = [
        {"code": f"q{at}", "datatype": "text", "required": False, "label": paper, "hint": paper, "values": []}
        for at in range(90)
    ]
    changing.change(town_service, {"questions": questions}, actor=HALL)
    page = editor.get("/desk/catalogue/table.xlsx", follow=True)
    assert "Take the table as CSV." in page.content.decode()
    assert editor.get("/desk/catalogue/table.csv").status_code == 200


def test_columns_that_are_not_read_are_named(editor: Client) -> None:
    rows = [["code", "title_en", "colour"], ["boats", "Boats", "blue"]]
    page = editor.post("/desk/windows/bring/", sent(rows))
    assert "not read and not kept: colour" in page.content.decode()


def test_questions_that_nobody_may_ask_do_not_come_in_by_a_table(editor: Client) -> None:
    label = '"label": {"en": "What is your religion?"}'
    question = f'[{{"code": "q1", "datatype": "string", "required": false, {label}}}]'
    rows = [["code", "window", "title_en", "questions"], ["faith", "general", "Faith", question]]
    page = editor.post("/desk/catalogue/bring/", sent(rows))
    assert page.status_code == 422
    assert [each.column for each in page.context["findings"]] == ["questions"]


@pytest.mark.parametrize("cell", ["no json", "[1]", '{"a": 1}', '[{"label": 3}]', "[" * 9])
def test_cells_that_no_hall_wrote_are_refused(editor: Client, cell: str) -> None:
    rows = [["code", "window", "title_en", "questions"], ["faith", "general", "Faith", cell]]
    page = editor.post("/desk/catalogue/bring/", sent(rows))
    assert page.status_code == 422
    assert not Service.objects.filter(code="faith").exists()
