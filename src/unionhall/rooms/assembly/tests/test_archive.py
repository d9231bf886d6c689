"""The archive of a meeting, which anybody can check, and in which no change goes unseen."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone

from unionhall.rooms.assembly.archive import shape, verification
from unionhall.rooms.assembly.archive.writing import _sign, write
from unionhall.rooms.assembly.commands import command
from unionhall.rooms.assembly.models import Mandate
from unionhall.rooms.assembly.sitting.events import VoteCounted
from unionhall.rooms.assembly.tests.sat import sat

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture
def archive(town: "Town") -> bytes:
    return write(sat(town))


def changed(archive: bytes, change: Callable[[dict[str, Any]], None], *, signed: bool = True) -> bytes:
    """The archive with another document in it, signed anew by the hall unless told."""
    with ZipFile(BytesIO(archive)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    document = json.loads(members[shape.MEETING])
    change(document)
    members[shape.MEETING] = json.dumps(document).encode()
    if signed:
        members[shape.SIGNATURE] = _sign(members[shape.MEETING])
    written = BytesIO()
    with ZipFile(written, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    return written.getvalue()


def test_it_is_right_as_it_is_written(archive: bytes) -> None:
    report = verification.verify(archive)
    assert report.faults == []
    assert [(each.yes, each.whole, each.outcome) for each in report.sitting.decisions] == [(8, 12, "adopted")]


def test_its_seats_are_those_of_the_meeting_whatever_was_written_of_them_since(town: "Town") -> None:
    matter = sat(town)
    yesterday = timezone.localdate() - timedelta(days=1)
    Mandate.objects.filter(seat=4).update(from_on=yesterday, until_on=yesterday)
    assert verification.verify(write(matter)).faults == []


def test_nobody_is_named_in_it(archive: bytes) -> None:
    with ZipFile(BytesIO(archive)) as file:
        assert b"Dele" not in file.read(shape.MEETING)


def test_what_was_not_signed_by_the_hall_shows(archive: bytes) -> None:
    def rename(document: dict[str, Any]) -> None:
        document["name"] = "Another meeting"

    assert verification.verify(changed(archive, rename, signed=False)).faults == [
        "The signature is not of this document."
    ]


def drop_a_line(document: dict[str, Any]) -> None:
    del document["log"][4]


def count_otherwise(document: dict[str, Any]) -> None:
    line = next(each for each in document["log"] if each["event"] == VoteCounted.name())
    line["payload"] |= {"yes": 9, "no": 3}


def say_otherwise(document: dict[str, Any]) -> None:
    """One seat changes sides; the numbers stay."""
    line = next(each for each in document["log"] if each["event"] == VoteCounted.name())
    line["payload"]["proof"] = line["payload"]["proof"].replace("y", "n", 1)
    _chain_anew(document)


def leave_one_out(document: dict[str, Any]) -> None:
    line = next(each for each in document["log"] if each["event"] == VoteCounted.name())
    line["payload"]["proof"] = line["payload"]["proof"][1:]
    _chain_anew(document)


def list_fewer(document: dict[str, Any]) -> None:
    document["seats"].pop()


def other_papers(document: dict[str, Any]) -> None:
    document["papers"]["minutes.en.pdf"] = "0" * 64


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (drop_a_line, "Line 5 of the log is missing."),
        (count_otherwise, "of the log was changed."),
        (say_otherwise, "doesn't add up"),
        (leave_one_out, "The list of vote 1 is not of all seats."),
        (list_fewer, "It began with 12 seats, and 11 are listed."),
        (other_papers, "minutes.en.pdf is missing or was changed."),
    ],
)
def test_no_change_goes_unseen_even_where_the_hall_signs_it(
    archive: bytes, change: Callable[[dict[str, Any]], None], said: str
) -> None:
    assert any(said in fault for fault in verification.verify(changed(archive, change)).faults)


def test_a_decision_without_a_quorum_is_no_decision(archive: bytes) -> None:
    """Whoever holds the hall's key and writes the whole chain anew can't write that either."""

    def without_quorum(document: dict[str, Any]) -> None:
        for line in document["log"]:
            if "present" in line["payload"]:
                line["payload"]["present"] = min(line["payload"]["present"], 5)
        _chain_anew(document)

    faults = verification.verify(changed(archive, without_quorum)).faults
    assert any("may not stand there: no_quorum" in fault for fault in faults)


def _chain_anew(document: dict[str, Any]) -> None:
    previous = b""
    for line in document["log"]:
        previous = shape.Line.model_validate(line).digested(document["stream"]).digest(previous)
        line["digest"] = previous.hex()


def test_another_key_is_not_the_halls(archive: bytes) -> None:
    assert verification.verify(archive, key="x").faults == [
        "It was signed with another key than the one given."
    ]


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(verification.Unreadable):
        verification.verify(content)


def test_the_command_says_what_it_found(archive: bytes, tmp_path: Path) -> None:
    file = tmp_path / "meeting.zip"
    file.write_bytes(archive)
    right = CliRunner().invoke(command, ["verify", str(file)])
    assert right.exit_code == 0
    assert "vote 1 on item 2: yes 8, no 4, abstained 0; 7 of 12 needed, 12 present: adopted" in right.output
    file.write_bytes(changed(archive, say_otherwise))
    assert CliRunner().invoke(command, ["verify", str(file)]).exit_code == 1
    file.write_bytes(b"no archive")
    assert CliRunner().invoke(command, ["verify", str(file)]).exit_code == 2


def test_a_member_takes_it_along(town: "Town", client: Client) -> None:
    matter = sat(town)
    client.force_login(town.neighbour)
    answer = client.get(f"/assembly/{matter.reference}/archive/")
    assert verification.verify(answer.content).is_valid


def test_the_schema_lies_in_it(archive: bytes) -> None:
    with ZipFile(BytesIO(archive)) as file:
        assert json.loads(file.read(shape.SCHEMA)) == shape.Document.model_json_schema()
