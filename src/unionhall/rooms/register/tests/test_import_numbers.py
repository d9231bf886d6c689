"""Who comes in without a member number gets the next one, if whoever writes the file says so."""

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from unionhall.kernel.people.models import Person
from unionhall.rooms.register.book.numbering import example
from unionhall.rooms.register.commands import command
from unionhall.rooms.register.models import Numbering

if TYPE_CHECKING:
    from tests.town import Town

HEAD = "Number,Name,E-mail,Branch,Member since,Member until\n"
ROWS = (
    ",Ann Lee,ann@x.example,North,2026-03-01,\n"
    "RF-0012,Bo Lin,bo@x.example,North,,\n"
    ",Cai Wen,cai@x.example,South,,\n"
    ",Gone Long,gone@x.example,South,2020-01-01,2021-12-31\n"
)
NUMBERS = {"Ann Lee": "RF-0011", "Bo Lin": "RF-0012", "Cai Wen": "RF-0014", "Gone Long": ""}


@pytest.fixture(autouse=True)
def _series(town: "Town") -> None:
    """The next is 11; 12 stands in the file, 13 is somebody's."""
    Numbering.objects.update_or_create(pk=1, defaults={"prefix": "RF-", "digits": 4, "upcoming": 11})
    Person.objects.create_user(None, None, name="Old Hand", number="RF-0013")


@pytest.fixture
def keeper(town: "Town", client: Client) -> Client:
    client.force_login(town.register_keeper)
    return client


def send(client: Client, town: "Town", rows: str) -> tuple[str, str]:
    """The address of the preview, and the page."""
    file = io.BytesIO((HEAD + rows).encode())
    file.name = "members.csv"
    sent = {"kind": "members", "place": town.mill.pk, "file": file}
    page: Any = client.post("/register/import/", sent, follow=True)
    return page.redirect_chain[-1][0], page.content.decode()


def table(client: Client, address: str) -> list[list[str]]:
    content = b"".join(client.get(f"{address}changes.csv"))
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def numbers() -> dict[str, str]:
    people = Person.objects.filter(name__in=NUMBERS)
    return dict(people.values_list("name", "number"))


def run(tmp_path: Path, rows: str, *options: str) -> Result:
    file = tmp_path / "members.csv"
    file.write_text(HEAD + rows, encoding="utf-8")
    return CliRunner().invoke(command, ["members", str(file), "--language", "en", *options])


def test_the_preview_says_who_gets_a_number_and_gives_none(keeper: Client, town: "Town") -> None:
    address, text = send(keeper, town, ROWS)
    assert "Give a member number to the 2 who have none" in text
    assert text.count("member number: gets a number") == 2
    assert ["2", "New", "Ann Lee", "member number", "", "gets a number"] in table(keeper, address)
    assert (numbers(), example()) == ({}, "RF-0011")


def test_written_everybody_has_one_that_is_nobody_elses_and_the_table_says_which(
    keeper: Client, town: "Town"
) -> None:
    address, _text = send(keeper, town, ROWS)
    keeper.post(address, {"numbers": "on"})
    assert (numbers(), example()) == (NUMBERS, "RF-0015")
    rows = table(keeper, address)
    assert ["2", "New", "Ann Lee", "member number", "", "RF-0011"] in rows
    assert ["4", "New", "Cai Wen", "member number", "", "RF-0014"] in rows
    assert "gets a number" not in str(rows)
    assert "member number: RF-0014" in keeper.get(address).content.decode()


def test_without_the_tick_nobody_gets_one_and_the_next_time_they_still_can(
    keeper: Client, town: "Town"
) -> None:
    address, _text = send(keeper, town, ROWS)
    keeper.post(address)
    assert numbers() == {**NUMBERS, "Ann Lee": "", "Cai Wen": ""}
    again, text = send(keeper, town, ROWS)
    assert "Give a member number to the 2 who have none" in text
    keeper.post(again, {"numbers": "on"})
    assert numbers() == NUMBERS
    assert "The hall has all of this already" in send(keeper, town, ROWS)[1]


def test_a_number_of_a_row_that_is_refused_is_kept_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the row, once corrected, would mean somebody else."""
    refused = "RF-0011,Di Wu,no address,North,,\n"
    monkeypatch.chdir(tmp_path)
    given = ("--write", "--skip-errors", "--give-numbers")
    assert run(tmp_path, ROWS + refused, *given).exit_code == 0
    assert numbers() == {**NUMBERS, "Ann Lee": "RF-0014", "Cai Wen": "RF-0015"}


def test_the_command_gives_them_only_when_it_is_told_to(tmp_path: Path) -> None:
    assert run(tmp_path, ROWS, "--write").exit_code == 0
    assert numbers() == {**NUMBERS, "Ann Lee": "", "Cai Wen": ""}
    changes = tmp_path / "changes.csv"
    told = run(tmp_path, ROWS, "--write", "--give-numbers", "--changes", str(changes))
    assert "Get a member number" in told.output
    assert numbers() == NUMBERS
    assert ",Cai Wen,member number,,RF-0014" in changes.read_text(encoding="utf-8-sig")


def test_places_have_no_member_numbers(tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text("Name\nNew area\n", encoding="utf-8")
    assert CliRunner().invoke(command, ["places", str(file), "--give-numbers"]).exit_code == 2
