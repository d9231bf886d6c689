"""What an OFD says stands on a page of its own, for whoever may read the file and for nobody else."""

from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.walking import Walker
from unionhall.kernel.matters.models import File
from unionhall.kernel.matters.tests.invoices import AUTHOR, NUMBER, ofd
from unionhall.kernel.privacy.models import Access

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def attached(client: Client, town: "Town", content: bytes, name: str = "invoice.ofd") -> str:
    """The page of the file's words."""
    matter = town.desk.ask()
    client.force_login(town.member)
    said = {"key": uuid4(), "file": SimpleUploadedFile(name, content)}
    assert client.post(f"/matters/{matter.reference}/attach/", said).status_code == 302
    address = f"/files/{File.objects.get().uid}/?words=1"
    has_link = address in client.get(f"/matters/{matter.reference}/").content.decode()
    assert has_link == name.endswith(".ofd")
    return address


def test_a_reader_sees_the_fields_and_the_words(client: Client, town: "Town") -> None:
    page = client.get(attached(client, town, ofd())).content.decode()
    assert all(each in page for each in (NUMBER, "2026-11-30", "1060.00", "晨光文具店", "100 × 10 = 1000.00"))
    assert "Its author and days were taken out." in page
    assert AUTHOR not in page


def test_of_a_signed_one_it_is_said_what_stays_in_it(client: Client, town: "Town") -> None:
    page = client.get(attached(client, town, ofd(signed=True))).content.decode()
    assert f"it names its author and days: {AUTHOR}" in page
    assert "doesn&#x27;t check signatures and seals" in page or "doesn't check signatures and seals" in page


def test_reading_its_words_is_written_down_like_the_file(client: Client, town: "Town") -> None:
    address = attached(client, town, ofd())
    client.force_login(town.steward)
    assert client.get(address).status_code == 200
    assert Access.objects.filter(reader=town.steward.uid, purpose="file").count() == 1


def test_a_stranger_reads_nothing(client: Client, town: "Town") -> None:
    address = attached(client, town, ofd())
    for stranger in (town.neighbour, town.outsider, town.administrator):
        client.force_login(stranger)
        assert client.get(address).status_code == 404


def test_other_files_have_no_such_page(client: Client, town: "Town") -> None:
    assert client.get(attached(client, town, b"Plain words", "said.txt")).status_code == 404


def test_a_guest_reads_it_with_the_code(town: "Town") -> None:
    walker = Walker(Client(), "/desk/ask/transport/").say(description="The bus was late.")
    walker.say(place=str(town.north.pk), address="")
    walker.say(add=SimpleUploadedFile("invoice.ofd", ofd())).press(send="1")
    code = walker.value("code")
    address = f"/receipt/files/{File.objects.get().uid}/"
    page = Client().post(address, {"code": code, "words": "1"}, follow=True)
    assert NUMBER in page.content.decode()
    assert Client().post(address, {"code": "WRONG-CODE", "words": "1"}).status_code == 404
    assert 'name="words"' in Client().post("/receipt/", {"code": code}, follow=True).content.decode()
