"""A text whose encoding can't be told: whoever hands it in says how it reads, and chooses it only once."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.walking import Walker, sent
from unionhall.kernel.matters import storage
from unionhall.kernel.matters.models import File
from unionhall.kernel.web.handed_in import LARGEST_KEPT, NEITHER

if TYPE_CHECKING:
    from tests.town import Town

WORDS = "Müller sagte: größer"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*-(?:kept|named)-\d)" value="([^"]*)">')
CHOICES = re.compile(r'<input type="radio" name="([^"]*-reads-\d)" value="([^"]*)"')


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def paper(words: str = WORDS, encoding: str = "latin-1", name: str = "said.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words.encode(encoding))


def carried(page: str) -> dict[str, str]:
    return dict(HIDDEN.findall(page))


def offered(page: str) -> list[str]:
    return [encoding for _name, encoding in CHOICES.findall(page)]


def kept() -> list[str]:
    return [_words(file) for file in File.objects.order_by("pk")]


def _words(file: File) -> str:
    with storage.content(file) as content:
        words: str = content.read().decode()
        return words


def to_the_files(town: "Town") -> Walker:
    walker = Walker(Client(), "/desk/ask/transport/").say(description="The bus was late.")
    return walker.say(place=str(town.north.pk), address="")


def attaching(client: Client, town: "Town") -> str:
    client.force_login(town.member)
    return f"/matters/{town.desk.ask().reference}/attach/"


def test_a_member_says_how_it_reads_and_it_is_kept_so(client: Client, town: "Town") -> None:
    address = attaching(client, town)
    asked = sent(client, address, {"key": uuid4(), "file": paper()})
    page = asked.content.decode()
    assert asked.status_code == 422
    assert "said.txt: which of these looks right?" in page
    assert "Choose how it reads right, or save it as UTF-8" in page
    assert WORDS in page
    assert "M¸ller" in page
    said = {"key": uuid4(), **carried(page), "file-reads-0": "cp1252"}
    assert client.post(address, said).status_code == 302
    assert kept() == [WORDS]
    assert File.objects.get().name == "said.txt"


def test_without_an_answer_it_is_asked_once_more(client: Client, town: "Town") -> None:
    address = attaching(client, town)
    page = sent(client, address, {"key": uuid4(), "file": paper()}).content.decode()
    again = sent(client, address, {"key": uuid4(), **carried(page)})
    assert again.status_code == 422
    assert (carried(again.content.decode()), offered(again.content.decode())) == (
        carried(page),
        offered(page),
    )


def test_where_none_looks_right_it_is_not_taken(client: Client, town: "Town") -> None:
    address = attaching(client, town)
    page = sent(client, address, {"key": uuid4(), "file": paper()}).content.decode()
    assert offered(page)[-1] == NEITHER
    answer = sent(client, address, {"key": uuid4(), **carried(page), "file-reads-0": NEITHER})
    assert answer.status_code == 422
    assert "Save it as UTF-8" in answer.content.decode()
    assert not File.objects.exists()


def test_a_file_that_is_chosen_instead_is_the_one_that_counts(client: Client, town: "Town") -> None:
    address = attaching(client, town)
    page = sent(client, address, {"key": uuid4(), "file": paper()}).content.decode()
    said = {"key": uuid4(), **carried(page), "file-reads-0": "cp1252", "file": paper("Other words", "utf-8")}
    assert client.post(address, said).status_code == 302
    assert kept() == ["Other words"]


def test_in_another_language_the_question_still_stands(client: Client, town: "Town") -> None:
    address = attaching(client, town)
    page = sent(client, address, {"key": uuid4(), "file": paper()}).content.decode()
    said = {"key": uuid4(), **carried(page), "file-reads-0": "cp1252", "language": "zh-hans"}
    assert carried(sent(client, address, said).content.decode()) == carried(page)


def test_one_form_never_asks_what_another_did(client: Client, town: "Town") -> None:
    address = attaching(client, town)
    sent(client, address, {"key": uuid4(), "file": paper()})
    assert "which of these looks right?" not in client.get(attaching(client, town)).content.decode()
    walker = to_the_files(town).say(add=paper())
    assert offered(walker.text)
    assert not offered(to_the_files(town).text)


def test_a_guest_is_asked_for_each_and_keeps_what_needs_no_question(town: "Town") -> None:
    walker = to_the_files(town)
    walker.say(add=[paper(), paper("Ordinary words", "utf-8", "ordinary.txt"), paper("José", name="b.txt")])
    assert (walker.step, walker.page.status_code) == ("files", 422)
    page = walker.text
    assert {name for name, _encoding in CHOICES.findall(page)} == {"files-add-reads-0", "files-add-reads-1"}
    walker.press(**carried(page), **{"files-add-reads-0": "cp1252", "files-add-reads-1": "cp1252"})
    assert walker.step == "check"
    assert [name in walker.text for name in ("said.txt", "ordinary.txt", "b.txt")] == [True] * 3
    walker.press(send="1")
    assert sorted(kept()) == ["José", WORDS, "Ordinary words"]


def test_a_walk_in_another_language_loses_neither_question_nor_answer(town: "Town") -> None:
    walker = to_the_files(town).say(add=paper())
    page = walker.text
    walker.press(**carried(page), language="zh-hans")
    assert carried(walker.text) == carried(page)
    walker.press(**carried(page), **{"files-add-reads-0": "cp1252", "language": "en"})
    assert "said.txt" in walker.text
    assert not offered(walker.text)


def test_going_back_before_the_answer_loses_nothing(town: "Town") -> None:
    walker = to_the_files(town).say(add=paper())
    page = walker.text
    walker.press(**carried(page), back="1")
    walker.say(place=str(town.north.pk), address="")
    assert carried(walker.text) == carried(page)


def test_a_long_text_is_not_carried_in_the_form(client: Client, town: "Town") -> None:
    address = attaching(client, town)
    long = paper("é" + "a" * LARGEST_KEPT)
    answer = sent(client, address, {"key": uuid4(), "file": long})
    assert answer.status_code == 422
    assert not carried(answer.content.decode())
    assert "was saved. Save it as UTF-8 and send that." in answer.content.decode()


def test_what_somebody_writes_into_the_form_by_hand_is_judged_like_any_file(
    client: Client, town: "Town"
) -> None:
    address = attaching(client, town)
    for packed in ("?", "PHA+", "AAAA"):  # no base64, a page, no text
        said = {"key": uuid4(), "file-kept-0": packed, "file-named-0": "x.txt", "file-reads-0": "cp1252"}
        assert sent(client, address, said).status_code == 422
    assert not File.objects.exists()


def test_an_encoding_that_was_never_offered_is_none_of_them(
    client: Client, town: "Town", caplog: pytest.LogCaptureFixture
) -> None:
    address = attaching(client, town)
    page = sent(client, address, {"key": uuid4(), "file": paper()}).content.decode()
    for strange in ("x" * 20_000, "utf-16"):
        answer = sent(client, address, {"key": uuid4(), **carried(page), "file-reads-0": strange})
        assert answer.status_code == 422
        assert "Save it as UTF-8" in answer.content.decode()
    assert not caplog.records
    assert not File.objects.exists()
