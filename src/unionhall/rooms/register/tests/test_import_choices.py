"""A file that can be read in several ways: a person says in which, by what they see."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from click.testing import CliRunner
from django.test import Client

from unionhall.kernel.people.models import Person
from unionhall.rooms.register.commands import command
from unionhall.rooms.register.importing import uploading
from unionhall.rooms.register.importing.models import Upload

if TYPE_CHECKING:
    from tests.town import Town

FRENCH = "Member number,Name,E-mail,Branch,Shoe size\nZ1,Hélène Lefèvre,h@x.example,North,42\n".encode(
    "cp1252"
)


@pytest.fixture
def keeper(town: "Town", client: Client) -> Client:
    client.force_login(town.register_keeper)
    return client


def send(client: Client, town: "Town", content: bytes, name: str) -> Any:
    file = io.BytesIO(content)
    file.name = name
    sent = {"kind": "members", "place": town.mill.pk, "file": file}
    return client.post("/register/import/", sent, follow=True)


def branches(*names: str) -> bytes:
    """A workbook with a sheet for each branch, and one that explains."""
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0].append(["How to fill this in"])
    for number, name in enumerate(names):
        sheet = book.create_sheet(name)
        sheet.append(["Member number", "Name", "Branch"])
        sheet.append([f"Z{number}", f"Somebody of {name}", name])
    book.save(content)
    return content.getvalue()


def test_names_in_an_unknown_encoding_are_shown_and_the_right_ones_chosen(
    keeper: Client, town: "Town"
) -> None:
    page = send(keeper, town, FRENCH, "members.csv")
    text, address = page.content.decode(), page.redirect_chain[-1][0]
    assert "Hélène Lefèvre" in text
    kept = Upload.objects.get()
    assert kept.is_undecided
    right = [choice.names[0] for choice in kept.choices()].index("Hélène Lefèvre")
    assert keeper.post(address).status_code == 422
    assert keeper.post(address, {"choice": "77"}).status_code == 422
    for _click in range(2):
        preview = keeper.post(address, {"choice": right}, follow=True)
        assert "This is what the file would change" in preview.content.decode()
    assert not Person.objects.filter(number="Z1").exists()
    keeper.post(preview.redirect_chain[-1][0])
    assert Person.objects.get(number="Z1").name == "Hélène Lefèvre"


def test_nothing_of_a_file_is_kept_but_the_columns_that_are_read(keeper: Client, town: "Town") -> None:
    send(keeper, town, FRENCH, "members.csv")
    for each in Upload.objects.get().choices():
        assert list(each.table.called) == ["number", "name", "email", "branch"]


def test_the_one_sheet_with_a_header_is_read_and_the_others_are_named(keeper: Client, town: "Town") -> None:
    text = send(keeper, town, branches("North"), "members.xlsx").content.decode()
    assert "Somebody of North" in text
    assert "Only one sheet of the workbook is read. These are not: Sheet." in text


def test_nothing_can_be_written_or_taken_before_somebody_chose(keeper: Client, town: "Town") -> None:
    address = send(keeper, town, FRENCH, "members.csv").redirect_chain[0][0]
    assert keeper.post(address, follow=True).status_code == 200
    assert Upload.objects.get().is_undecided
    for name in ("changes.csv", "findings.csv"):
        assert keeper.get(f"{address}{name}").status_code == 200
    assert keeper.get(f"{address}rows/new/").status_code == 404


def test_a_choice_shows_names_in_which_the_readings_differ(keeper: Client, town: "Town") -> None:
    plain = "".join(f"A{number},Plain {number},,North,\n" for number in range(30)).encode()
    head, _break, last = FRENCH.partition(b"\n")
    send(keeper, town, head + b"\n" + plain + last, "members.csv")
    assert ["Hélène Lefèvre"] in [each.names for each in Upload.objects.get().choices()]


def test_where_all_readings_of_the_columns_agree_nobody_is_asked(keeper: Client, town: "Town") -> None:
    content = FRENCH.replace(b"42", b"\xe9t\xe9").replace(b"\xe9l\xe8ne Lef\xe8vre", b"elene")
    send(keeper, town, content, "members.csv")
    assert not Upload.objects.get().is_undecided


def test_a_list_that_is_too_long_in_every_reading_is_refused(
    keeper: Client, town: "Town", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploading, "MOST_ROWS", 1)
    page = send(keeper, town, FRENCH + FRENCH.partition(b"\n")[2], "members.csv")
    assert page.status_code == 422
    assert "more than 1 rows" in page.content.decode()


def test_two_sheets_that_begin_alike_are_two(keeper: Client, town: "Town") -> None:
    content = branches("North", "North 2")
    assert send(keeper, town, content, "x.xlsx").status_code == 200
    assert [each.label for each in Upload.objects.get().choices()] == ["North", "North 2"]


def test_of_several_sheets_with_members_one_is_chosen(keeper: Client, town: "Town") -> None:
    page = send(keeper, town, branches("North", "South"), "members.xlsx")
    assert [each.label for each in Upload.objects.get().choices()] == ["North", "South"]
    address = page.redirect_chain[-1][0]
    text = keeper.post(address, {"choice": 1}, follow=True).content.decode()
    assert "Somebody of South" in text
    assert "Somebody of North" not in text


@pytest.mark.parametrize(
    ("content", "name", "option", "said"),
    [
        (FRENCH, "members.csv", ["--encoding", "cp1252"], "--encoding cp1252  Hélène Lefèvre"),
        (
            branches("North", "South"),
            "members.xlsx",
            ["--sheet", "South"],
            "--sheet 'South'  Somebody of South",
        ),
    ],
)
def test_the_command_names_each_way_and_takes_the_one_that_is_said(
    town: "Town", tmp_path: Path, content: bytes, name: str, option: list[str], said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    given = ["members", str(file), "--language", "en"]
    asked = CliRunner().invoke(command, given)
    assert asked.exit_code == 1
    assert said in asked.stderr
    done = CliRunner().invoke(command, [*given, *option])
    assert done.exit_code == 0, done.output
    assert "New " in done.stdout
