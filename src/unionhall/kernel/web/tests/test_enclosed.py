"""Files go with what somebody writes: with a reply, a question, an answer, an appeal."""

from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.walking import sent
from unionhall.kernel.api.tests.program import Program, move
from unionhall.kernel.journal import verification
from unionhall.kernel.matters.models import File, Matter, Message
from unionhall.kernel.procedures.declaration import procedures
from unionhall.kernel.web.tests.test_receipts import CODE, asked
from unionhall.rooms.desk.procedure import closing, handling

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def paper(name: str = "shifts.txt", said: bytes = b"Every Saturday, 8 hours.") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, said, content_type="text/plain")


def send(client: Client, matter: Matter, name: str, *files: Any, text: str = "Here it is.") -> Any:
    form = {"key": uuid4(), "text": text, "files": files}
    return sent(client, f"/matters/{matter.reference}/{name}/", form)


def kept() -> list[str]:
    return list(File.objects.order_by("pk").values_list("name", flat=True))


def questioned(town: "Town", matter: Matter | None = None) -> Matter:
    matter = handling.accept(matter or town.desk.ask(), actor=town.steward)
    return handling.ask_member(matter, actor=town.steward, text="Please send your shift plan.")


def test_a_member_replies_with_two_files(client: Client, town: "Town") -> None:
    matter = questioned(town)
    client.force_login(town.member)
    assert send(client, matter, "reply", paper(), paper("more.txt")).status_code == 302
    assert kept() == ["shifts.txt", "more.txt"]
    assert {each.added_by for each in File.objects.all()} == {town.member}
    assert list(verification.verify()) == []
    client.force_login(town.steward)
    assert "shifts.txt" in client.get(f"/matters/{matter.reference}/").content.decode()


def test_a_guest_replies_with_a_file(client: Client, town: "Town") -> None:
    questioned(town, asked(town))
    sent = {"code": CODE, "key": uuid4(), "text": "Here it is.", "files": [paper()]}
    assert client.post("/receipt/reply/", sent, follow=True).status_code == 200
    assert kept() == ["shifts.txt"]


def test_who_answers_and_who_appeals_send_files_too(client: Client, town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    client.force_login(town.steward)
    assert send(client, matter, "answer", paper("reply.txt")).status_code == 302
    client.force_login(town.member)
    assert send(client, matter, "appeal", paper("proof.txt")).status_code == 302
    assert kept() == ["reply.txt", "proof.txt"]


def test_sent_twice_they_are_kept_once(client: Client, town: "Town") -> None:
    matter, key = questioned(town), uuid4()
    client.force_login(town.member)
    for _click in range(2):
        said = {"key": key, "text": "Here it is.", "files": [paper()]}
        assert client.post(f"/matters/{matter.reference}/reply/", said).status_code == 302
    assert kept() == ["shifts.txt"]


def test_one_that_is_refused_is_named_and_nothing_is_sent(client: Client, town: "Town") -> None:
    matter = questioned(town)
    client.force_login(town.member)
    page = send(client, matter, "reply", paper(), paper("empty.txt", b""))
    assert page.status_code == 422
    assert "empty.txt: This file is empty." in page.content.decode()
    assert "Here it is." in page.content.decode()
    assert not Message.objects.filter(text="Here it is.").exists()
    assert kept() == []


def test_six_are_too_many(client: Client, town: "Town") -> None:
    matter = questioned(town)
    client.force_login(town.member)
    page = send(client, matter, "reply", *(paper(f"{number}.txt") for number in range(6)))
    assert page.status_code == 422
    assert "Choose at most five files" in page.content.decode()


def test_all_of_them_have_to_fit(client: Client, town: "Town", settings: Any) -> None:
    settings.MATTER_FILES = 1
    matter = questioned(town)
    client.force_login(town.member)
    page = send(client, matter, "reply", paper(), paper("more.txt"))
    assert page.status_code == 422
    assert "There can be 1 files here at most." in page.content.decode()
    assert kept() == []
    assert Matter.objects.get(pk=matter.pk).state == "waiting"


def test_a_form_that_comes_back_says_that_its_files_do_not(client: Client, town: "Town") -> None:
    matter = questioned(town)
    client.force_login(town.member)
    again = "Your files could not be kept. Choose them again."
    assert again in send(client, matter, "reply", paper(), text="").content.decode()
    assert again not in send(client, matter, "reply", text="").content.decode()


def test_none_goes_with_what_only_some_may_read(town: "Town") -> None:
    """A file is open to all who see the matter."""
    moves = [each for procedure in procedures() for each in procedure.moves.values()]
    hidden = [each for each in moves if each.text and (each.text.internal or each.text.private)]
    assert hidden
    assert not [each.name for each in hidden if each.takes_files]
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    with pytest.raises(TypeError):
        handling.note(matter, actor=town.steward, text="For us.", files=[None])


def test_a_program_sends_them_as_a_form(town: "Town") -> None:
    matter, program = questioned(town), Program(town.member)
    asks = program.get(move(matter, "reply")).json()["asks"]
    assert [(each["name"], each["kind"], each["required"]) for each in asks][1] == ("files", "file", False)
    answer = program.send_form(move(matter, "reply"), {"text": "Here it is.", "files": [paper()]})
    assert answer.status_code == 200
    assert kept() == ["shifts.txt"]


def test_an_answer_without_files_is_as_good(client: Client, town: "Town") -> None:
    matter = questioned(town)
    client.force_login(town.member)
    assert send(client, matter, "reply").status_code == 302
    closing.answer(matter, actor=town.steward, text="Thank you.")
    assert kept() == []
