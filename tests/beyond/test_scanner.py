"""Files go past a real clamd; while it can't be asked, none is taken."""

import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.beyond import scanner
from tests.walking import Walker, sent
from unionhall.kernel.matters import storage
from unionhall.kernel.matters.models import File

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.django_db
ASK = "/desk/ask/transport/"
DOWN = "check files for viruses at the moment"


@pytest.fixture(scope="module")
def clamd() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder, scanner.running(Path(folder)) as address:
        yield address


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def paper(words: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("wages.txt", words.encode())


def attach(client: Client, town: "Town", words: str) -> Any:
    client.force_login(town.member)
    address = f"/matters/{town.desk.ask().reference}/attach/"
    return sent(client, address, {"key": uuid4(), "file": paper(words)})


@pytest.mark.tool
def test_what_is_harmful_is_refused_and_what_is_not_is_taken(
    client: Client, town: "Town", clamd: str, settings: Any
) -> None:
    settings.CLAMD = clamd
    refused = attach(client, town, f"Dear colleagues {scanner.MARK}")
    assert (refused.status_code, "something harmful" in refused.content.decode()) == (422, True)
    assert attach(client, town, "Dear colleagues").status_code == 302
    assert File.objects.count() == 1


@pytest.mark.tool
def test_a_file_as_large_as_we_take_is_scanned_to_its_end(
    client: Client, town: "Town", clamd: str, settings: Any
) -> None:
    settings.CLAMD = clamd
    long = "a" * (storage.LIMIT - 100)
    assert attach(client, town, long).status_code == 302
    assert attach(client, town, long + scanner.MARK).status_code == 422


def test_while_it_is_down_no_file_is_taken_and_nothing_else_is_lost(
    client: Client, town: "Town", settings: Any, tmp_path: Path
) -> None:
    settings.CLAMD = str(tmp_path / "nobody")
    refused = attach(client, town, "Dear colleagues")
    assert (refused.status_code, DOWN in refused.content.decode()) == (422, True)
    walker = Walker(Client(), ASK).say(description="My wages are short.")
    walker.say(place=str(town.north.pk), address="").say(add=paper("Dear colleagues"))
    assert (walker.step, walker.page.status_code) == ("files", 422)
    assert "wages.txt" in walker.text
    assert DOWN in walker.text
    walker.say()
    assert "My wages are short." in walker.text
    assert walker.step == "check"
    assert not File.objects.exists()


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK but\0"])
def test_an_answer_that_is_not_clearly_good_is_a_refusal(
    client: Client, town: "Town", settings: Any, answer: bytes
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD = f"127.0.0.1:{server.getsockname()[1]}"
        says = Thread(target=_say, args=(server, answer))
        says.start()
        assert attach(client, town, "Dear colleagues").status_code == 422
        says.join()


def _say(server: socket.socket, answer: bytes) -> None:
    line, _address = server.accept()
    with line:
        line.recv(65_536)
        line.sendall(answer)
