"""Delegates from a list: by exact numbers, all rows or none, each fault at its row."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from django.test import Client
from openpyxl import Workbook

from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.models import Access
from unionhall.rooms.assembly.commands import command
from unionhall.rooms.assembly.models import Constituency, Mandate
from unionhall.rooms.assembly.tests.electing import Electing

if TYPE_CHECKING:
    from tests.town import Town

ADDRESS = "/assembly/seats/terms/first/bring/"


@pytest.fixture
def held(town: "Town") -> Electing:
    electing = Electing(town)
    for number, person in enumerate(electing.people, 1):
        Person.objects.filter(pk=person.pk).update(number=f"M-{number:03}")
    return electing


def send(client: Client, held: Electing, table: bytes, name: str = "list.csv") -> str:
    client.force_login(held.secretary)
    file = BytesIO(table)
    file.name = name
    return " ".join(client.post(ADDRESS, {"file": file}).text.split())


def seated(held: Electing) -> dict[int, str]:
    rows = Mandate.objects.filter(constituency=held.constituency, standing_by=None)
    return {mandate.seat: mandate.person.number for mandate in rows}


def rows_in(said: str) -> str:
    return said.partition('name="rows" value="')[2].partition('"')[0]


def test_a_list_is_shown_first_and_then_written(held: Electing, client: Client) -> None:
    said = send(client, held, b"number,constituency,seat\nM-001,south,7\nM-002,South,\n")
    assert "These seats would be filled" in said
    assert "Vo Ter 00" in said
    assert seated(held) == {}
    assert client.post(ADDRESS, {"rows": rows_in(said)}).status_code == 302
    assert seated(held) == {7: "M-001", 8: "M-002"}


def test_brought_twice_nobody_is_doubled(held: Electing, client: Client) -> None:
    table = b"number,constituency\nM-001,south\n"
    client.force_login(held.secretary)
    client.post(ADDRESS, {"rows": rows_in(send(client, held, table))})
    assert "Everybody on the list has a seat already" in send(client, held, table)
    assert seated(held) == {4: "M-001"}


def test_a_chinese_workbook_is_read(held: Electing, client: Client) -> None:
    book, kept = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet()
    for row in (("会员编号", "选区", "席位", "姓名", "备注"), ("M-001", "south", 9, "Vo Ter 00", "x")):
        sheet.append(row)
    book.save(kept)
    said = send(client, held, kept.getvalue(), "list.xlsx")
    assert "These columns are not read and not kept: 备注." in said
    client.post(ADDRESS, {"rows": rows_in(said)})
    assert seated(held) == {9: "M-001"}


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("M-001,south,\nM-001,south,", "Row 2 names this member, too."),
        ("M-999,south,", "Nobody at Mill has exactly this number."),
        ("M-001,harbour,", "This is none of its constituencies: north, south."),
        ("M-001,,", "This is none of its constituencies: north, south."),
        ("M-001,north,", "Whoever has this number is no member of North."),
        ("M-001,south,1", "Somebody holds this seat already."),
        ("M-001,south,6\nM-002,south,6", "Row 2 has this seat, too."),
        ("M-001,south,zero", "Write the seat as a number from 1 on, or leave it out."),
        ("M-001,south,40000", "Write the seat as a number from 1 on, or leave it out."),
        (",south,6", "Write the member number."),
        ("M-001,south,\nM-002,south,\nM-003,south,", "South has 2 seats, and none is left for this row."),
    ],
)
def test_each_fault_is_said_at_its_row_and_nothing_is_written(
    held: Electing, client: Client, table: str, words: str
) -> None:
    said = send(client, held, f"number,constituency,seat\n{table}\n".encode())
    assert "The list has to be corrected first" in said
    assert words in said
    assert not rows_in(said) or client.post(ADDRESS, {"rows": rows_in(said)}).status_code == 422
    assert seated(held) == {}


def test_another_name_than_the_numbers_is_said_without_saying_whose_it_is(
    held: Electing, client: Client
) -> None:
    said = send(client, held, b"number,constituency,name\nM-001,south,Somebody Else\n")
    assert "Whoever has this number is called otherwise" in said
    assert "Vo Ter 00" not in said


def test_a_seat_that_was_filled_meanwhile_is_not_filled_twice(held: Electing, client: Client) -> None:
    said = send(client, held, b"number,constituency,seat\nM-001,south,6\n")
    Mandate.objects.create(
        term=held.constituency.term, constituency=held.constituency, person=held.people[4], seat=6
    )
    answer = client.post(ADDRESS, {"rows": rows_in(said)})
    assert answer.status_code == 422
    assert "Somebody holds this seat already." in answer.text
    assert seated(held) == {6: "M-005"}


def test_rows_of_somebody_else_are_not_written(held: Electing, client: Client) -> None:
    said = send(client, held, b"number,constituency\nM-001,south\n")
    client.force_login(held.town.assembly.leader)
    assert client.post(ADDRESS, {"rows": rows_in(said)}, follow=True).status_code == 200
    assert client.post(ADDRESS, {"rows": "made up"}).status_code == 302
    assert seated(held) == {}


def test_a_file_that_is_no_list_says_what_it_needs(held: Electing, client: Client) -> None:
    assert "The first row must name the columns" in send(client, held, b"name;place\nx;y\n")
    assert "Two columns have the same name." in send(client, held, b"number,number\n1,2\n")


def test_each_look_up_stands_where_its_person_reads_it_and_guessing_is_stopped(
    held: Electing, client: Client
) -> None:
    send(client, held, b"number,constituency\nM-001,south\n")
    assert Access.objects.filter(subject=held.people[0].uid, what__startswith="assembly.delegates").exists()
    guesses = "".join(f"X-{number},south\n" for number in range(25))
    assert "20 people an hour" in send(client, held, f"number,constituency\n{guesses}".encode())


def test_a_member_has_no_business_there(held: Electing, client: Client) -> None:
    client.force_login(held.people[0])
    assert client.get(ADDRESS).status_code == 403
    client.force_login(held.town.outsider)
    assert client.get(ADDRESS).status_code == 404


def test_the_command_checks_first_and_writes_when_it_is_told_to(held: Electing, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("number,constituency,note\nM-001,south,x\n")
    arguments = ["delegates", str(file), "--term", "first"]
    trial = CliRunner().invoke(command, arguments)
    assert (trial.exit_code, seated(held)) == (0, {})
    assert "The column “note” is not read." in trial.output
    assert "1 new delegates, 0 there already, 0 wrong." in trial.output
    assert CliRunner().invoke(command, [*arguments, "--write"]).exit_code == 0
    assert seated(held) == {4: "M-001"}
    assert Access.objects.filter(subject=held.people[0].uid, reader=None).count() == 2


def test_the_command_says_each_row_that_is_wrong_and_writes_nothing(held: Electing, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("number,constituency\nM-001,south\nM-999,south\n")
    said = CliRunner().invoke(command, ["delegates", str(file), "--term", "first", "--write"])
    assert said.exit_code == 1
    assert "list.csv:3 number: Nobody at Mill has exactly this number." in said.output
    assert seated(held) == {}
    assert CliRunner().invoke(command, ["delegates", str(file), "--term", "none"]).exit_code == 1


def test_with_one_constituency_the_column_can_be_left_out(held: Electing, client: Client) -> None:
    Constituency.objects.filter(code="north").update(retired_on="2026-01-01")
    said = send(client, held, b"number\nM-001\n")
    assert "These seats would be filled" in said
