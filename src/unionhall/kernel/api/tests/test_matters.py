"""A program reads what its person can read, page by page, and every reading is written down."""

from typing import TYPE_CHECKING

import pytest

from unionhall.kernel.api.tests.program import Program
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.privacy.models import Access
from unionhall.rooms.desk.procedure import closing, handling

if TYPE_CHECKING:
    from tests.town import Town

STRANGERS = ("neighbour", "outsider", "volunteer", "auditor", "chair", "register_keeper", "administrator")


def test_a_matter_says_what_its_page_says(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    said = Program(town.member).get(f"/api/matters/{matter.reference}").json()
    assert (said["reference"], said["state"], said["standing"]) == (matter.reference, "accepted", "In hand")
    assert said["title"] == "Getting to work"
    assert said["facts"][0] == {
        "label": "Your words",
        "value": "The shuttle bus has not come for three days.",
    }
    assert said["handler"] == town.steward.name
    assert said["timeline"][0]["sentence"].startswith("Sam Steward (Steward)")
    assert "add" in [each["name"] for each in said["moves"]]
    assert "accept" not in [each["name"] for each in said["moves"]]


def test_the_reading_is_written_down_like_that_of_the_page(town: "Town") -> None:
    matter = town.desk.ask()
    Program(town.steward).get(f"/api/matters/{matter.reference}")
    line = Access.objects.get()
    assert (line.reader, line.subject, line.role) == (town.steward.uid, town.member.uid, "steward")
    assert (line.purpose, line.what) == ("matter", matter.reference)


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_matter_of_others_is_not_told_from_one_that_is_not_there(town: "Town", stranger: str) -> None:
    matter, program = town.desk.ask(), Program(getattr(town, stranger))
    nowhere = "D-2020-000001"
    for path in ("", "/moves/add", "/moves/dance"):
        theirs = program.get(f"/api/matters/{matter.reference}{path}")
        none = program.get(f"/api/matters/{nowhere}{path}")
        assert (theirs.status_code, theirs.content) == (404, none.content)
    sent = [program.post(f"/api/matters/{each}/moves/add", {"text": "x"}) for each in (matter, nowhere)]
    assert [each.status_code for each in sent] == [404, 404]
    assert sent[0].content == sent[1].content
    assert not Access.objects.exists()


def test_the_lists_are_those_of_the_pages(town: "Town") -> None:
    mine, done = town.desk.ask(), closing.withdraw(town.desk.ask(), actor=town.member)
    member, steward = Program(town.member), Program(town.steward)
    assert _listed(member, "mine") == [mine.reference]
    assert _listed(member, "done") == [done.reference]
    assert _listed(member, "worklist") == _listed(member, "place") == []
    assert _listed(steward, "mine") == []
    assert _listed(steward, "worklist") == _listed(steward, "place") == [mine.reference]
    assert _listed(Program(town.outsider), "place") == []


def test_a_list_is_read_page_by_page_without_leaving_one_out(town: "Town") -> None:
    asked = {town.desk.ask().reference for _number in range(5)}
    program, seen = Program(town.member), []
    address: str | None = "/api/matters?limit=2"
    while address:
        page = program.get(address).json()
        seen += [each["reference"] for each in page["matters"]]
        address = page["next"]
    assert sorted(seen) == sorted(asked)


def test_a_position_that_nobody_gave_is_refused(town: "Town") -> None:
    answer = Program(town.member).get("/api/matters?after=WyIiLDFd:forged")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "after"


def test_a_file_comes_through_its_matter_only(town: "Town") -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    matter, steward = handling.accept(town.desk.ask(), actor=town.steward), Program(town.steward)
    bus = SimpleUploadedFile("bus.txt", b"The timetable of the bus.")
    sent = steward.send_form(f"/api/matters/{matter.reference}/moves/attach", {"file": bus})
    assert sent.status_code == 200, sent.content
    [file] = Program(town.member).get(f"/api/matters/{matter.reference}").json()["files"]
    assert b"".join(Program(town.member).get(file["url"])) == b"The timetable of the bus."
    assert Program(town.neighbour).get(file["url"]).status_code == 404
    assert Access.objects.filter(purpose="file").count() == 1


def test_a_text_that_only_a_person_could_read_is_refused_at_its_field(town: "Town") -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    matter, program = town.desk.ask(), Program(town.member)
    for words, encoding, status in (("Müller", "latin-1", 422), ("十一月工资没有发", "gbk", 200)):
        paper = SimpleUploadedFile("said.txt", words.encode(encoding))
        sent = program.send_form(f"/api/matters/{matter.reference}/moves/attach", {"file": paper})
        assert sent.status_code == status
        if status == 422:
            assert b'"pointer": "#/file"' in sent.content
            assert b"was saved. Save it as UTF-8" in sent.content


def test_a_token_without_the_scope_reads_nothing(town: "Town") -> None:
    matter = town.desk.ask()
    program = Program(town.member, "act:desk")
    for path in ("/api/matters", f"/api/matters/{matter.reference}"):
        answer = program.get(path)
        assert answer.status_code == 403
        assert answer.json()["type"].endswith("#missing-scope")
    assert Matter.objects.count() == 1


def _listed(program: Program, name: str) -> list[str]:
    return [each["reference"] for each in program.get(f"/api/matters?list={name}").json()["matters"]]
