"""The preview shows row by row what is new, changed and ended, also in pages and as a file."""

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from unionhall.kernel.people.models import Membership, Person
from unionhall.rooms.register.commands import command
from unionhall.rooms.register.importing.changes import ON_A_SHEET
from unionhall.rooms.register.importing.models import Sheet, Upload

if TYPE_CHECKING:
    from tests.town import Town

HEAD = "Number,Name,Telephone,Branch,Member since,Member until\n"
LINES = (
    "T1,Li Mei,+8613800138001,North,2026-03-01,\n"
    "T2,Wu Yue,+8613800138002,South,,\n"
    "T3,Sun Jie,,,,2026-10-31\n"
    "T4,Mo Ran,,,,\n"
)


@pytest.fixture
def keeper(town: "Town", client: Client) -> Client:
    client.force_login(town.register_keeper)
    return client


@pytest.fixture
def members(town: "Town") -> None:
    for number, name in (("T2", "Wu Yu"), ("T3", "Sun Jie"), ("T4", "Mo Ran")):
        person = Person.objects.create_user(None, None, name=name, number=number)
        since = timezone.localdate() - timedelta(days=900)
        Membership.objects.create(person=person, place=town.north, from_on=since)


def send(client: Client, town: "Town", text: str) -> Any:
    file = io.BytesIO(text.encode())
    file.name = "members.csv"
    sent = {"kind": "members", "place": town.mill.pk, "file": file}
    return client.post("/register/import/", sent, follow=True)


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.usefixtures("members")
def test_each_row_says_what_it_changes_before_and_after_it_is_written(keeper: Client, town: "Town") -> None:
    page = send(keeper, town, HEAD + LINES)
    text, address = page.content.decode(), page.redirect_chain[-1][0]
    for words in ("full name: ••• → Wu Yue", "branch: North → South", "member until: 2026-10-31"):
        assert words in text
    assert "Mo Ran" not in text
    before = table(b"".join(keeper.get(f"{address}changes.csv")))
    assert ["2", "New", "Li Mei", "member number", "", "T1"] in before
    assert ["3", "Changed", "Wu Yue", "full name", "•••", "Wu Yue"] in before
    assert ["4", "Membership ends", "Sun Jie", "member until", "", "2026-10-31"] in before
    keeper.post(address)
    assert table(b"".join(keeper.get(f"{address}changes.csv"))) == before


def test_a_page_of_a_long_file_reads_one_sheet_of_it(keeper: Client, town: "Town") -> None:
    count = 2 * ON_A_SHEET + 1
    rows = "".join(f"L{number},Member {number},,North,,\n" for number in range(count))
    page = send(keeper, town, HEAD + rows)
    address = page.redirect_chain[-1][0]
    assert f"All {count} rows, page by page" in page.content.decode()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        last = keeper.get(f"{address}rows/new/?page=3").content.decode()
    assert f"Member {count - 1}" in last
    assert "Member 0" not in last
    assert sum("register_sheet" in each["sql"] and "content" in each["sql"] for each in asked) == 1
    assert keeper.get(f"{address}rows/ended/").status_code == 404
    assert keeper.get(f"{address}rows/nothing/").status_code == 404


def test_the_rows_are_for_who_brought_the_file_and_go_with_it(keeper: Client, town: "Town") -> None:
    address = send(keeper, town, HEAD + "T1,Li Mei,,North,,\n").redirect_chain[-1][0]
    other = Client()
    other.force_login(town.coordinator)
    for more in ("rows/new/", "changes.csv"):
        assert other.get(f"{address}{more}").status_code == 403
    Upload.objects.update(created_at=timezone.now() - timedelta(days=1, minutes=1))
    assert keeper.get(f"{address}rows/new/").status_code == 404
    Upload.objects.all().delete()
    assert not Sheet.objects.exists()


@pytest.mark.usefixtures("members")
def test_the_command_writes_them_into_a_file(town: "Town", tmp_path: Path) -> None:
    file, changes = tmp_path / "members.csv", tmp_path / "changes.csv"
    file.write_text(HEAD + LINES, encoding="utf-8")
    given = ["members", str(file), "--language", "zh-hans", "--changes", str(changes)]
    done = CliRunner().invoke(command, given)
    assert done.exit_code == 0, done.output
    rows = table(changes.read_bytes())
    assert ["3", "有变动", "Wu Yue", "姓名", "•••", "Wu Yue"] in rows
    assert changes.stat().st_mode & 0o077 == 0


def test_the_fields_of_a_place_are_shown_too(keeper: Client, town: "Town") -> None:
    file = io.BytesIO(b"Name,Code,Address\nNorth,N9,1 Mill Lane\nNew area,N1,\n")
    file.name = "places.csv"
    sent = {"kind": "places", "place": town.mill.pk, "file": file}
    text = keeper.post("/register/import/", sent, follow=True).content.decode()
    for words in ("address: 1 Mill Lane", "code: N1"):
        assert words in text
