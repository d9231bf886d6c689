"""Files of a matter: cleaned on the way in, served through the matter's permission only."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.test import Client, RequestFactory
from PIL import Image

from tests.walking import Walker, sent
from unionhall.ground.apart import Limits
from unionhall.kernel.matters.models import File, Matter
from unionhall.kernel.privacy.models import Access

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def photo_with_a_place() -> SimpleUploadedFile:
    """A photo that says where it was taken."""
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (31.0, 14.0, 0.0)}
    exif[0x010F] = "Secret Camera"
    content = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "JPEG", exif=exif)
    return SimpleUploadedFile("../../my photo.jpg", content.getvalue(), content_type="text/html")


def attach(client: Client, matter: Matter, upload: SimpleUploadedFile) -> int:
    address = f"/matters/{matter.reference}/attach/"
    return int(sent(client, address, {"key": uuid4(), "file": upload}).status_code)


def test_a_photo_loses_where_it_was_taken(client: Client, town: "Town") -> None:
    matter = town.desk.ask()
    client.force_login(town.member)
    assert attach(client, matter, photo_with_a_place()) == 302
    answer = client.get(f"/files/{File.objects.get().uid}/")
    content = answer.getvalue()
    assert b"Secret Camera" not in content
    assert not Image.open(BytesIO(content)).getexif()
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"].startswith("attachment")
    assert ".." not in answer["Content-Disposition"]


def test_a_large_file_on_its_way_has_no_name_that_could_stay(settings: Any, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    content = b"pay" * settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    sent = RequestFactory().post("/", {"file": SimpleUploadedFile("slip.txt", content)})
    with cast("UploadedFile[bytes]", sent.FILES["file"]) as file:
        assert [*tmp_path.iterdir()] == []
        assert (file.name, file.size, file.read()) == ("slip.txt", len(content), content)


def test_what_is_no_picture_is_refused_at_its_field(client: Client, town: "Town") -> None:
    matter = town.desk.ask()
    client.force_login(town.member)
    assert attach(client, matter, SimpleUploadedFile("a.jpg", b"<html><script>alert(1)</script>")) == 422
    assert not File.objects.exists()


def test_while_files_cannot_be_kept_it_is_said_at_the_field(
    client: Client, town: "Town", settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "full").touch()
    settings.MEDIA_ROOT = tmp_path / "full"
    client.force_login(town.member)
    matter = town.desk.ask()
    assert attach(client, matter, photo_with_a_place()) == 422
    walker = Walker(Client(), "/desk/ask/transport/").say(description="Late")
    walker.say(place=str(town.north.pk), address="").say(add=photo_with_a_place())
    assert (walker.step, walker.page.status_code) == ("files", 422)
    assert "We can't keep files at the moment" in walker.text
    assert not File.objects.exists()


def large_picture() -> SimpleUploadedFile:
    """An ordinary picture of 24 megapixels."""
    content = BytesIO()
    Image.new("RGB", (6_000, 4_000), "teal").save(content, "JPEG")
    return SimpleUploadedFile("large.jpg", content.getvalue())


def test_a_picture_that_takes_too_much_is_refused_and_nothing_else_is_lost(
    town: "Town", settings: Any
) -> None:
    settings.READING = Limits(megabytes=64, seconds=30)
    walker = Walker(Client(), "/desk/ask/transport/").say(description="The bus was late.")
    walker.say(place=str(town.north.pk), address="").say(add=large_picture())
    assert (walker.step, walker.page.status_code) == ("files", 422)
    assert "takes too long to read, or too much memory" in walker.text
    settings.READING = Limits(megabytes=1_024, seconds=30)
    walker.say(add=large_picture())
    assert walker.step == "check"
    assert "large.jpg" in walker.text
    assert "The bus was late." in walker.text


def test_a_stranger_cannot_fetch_it(client: Client, town: "Town") -> None:
    matter = town.desk.ask()
    client.force_login(town.member)
    attach(client, matter, photo_with_a_place())
    for stranger in (town.neighbour, town.outsider, town.administrator):
        client.force_login(stranger)
        assert client.get(f"/files/{File.objects.get().uid}/").status_code == 404


def test_fetching_it_is_written_down(client: Client, town: "Town") -> None:
    matter = town.desk.ask()
    client.force_login(town.member)
    attach(client, matter, photo_with_a_place())
    client.force_login(town.steward)
    assert client.get(f"/files/{File.objects.get().uid}/").getvalue()
    assert Access.objects.filter(reader=town.steward.uid, purpose="file").count() == 1


def test_a_file_that_is_not_what_it_is_called_is_said_to_be_renamed(client: Client, town: "Town") -> None:
    fake = SimpleUploadedFile("fake.pdf", b"Only words.")
    walker = Walker(Client(), "/desk/ask/transport/").say(description="The bus was late.")
    walker.say(place=str(town.north.pk), address="").say(add=fake)
    assert "fake.txt (you sent fake.pdf; we go by what is in it)" in walker.text
    walker.press(send="1")
    client.force_login(town.member)
    address = f"/matters/{town.desk.ask().reference}/attach/"
    again = SimpleUploadedFile("fake.pdf", b"Only words.")
    answer = client.post(address, {"key": uuid4(), "file": again}, follow=True)
    assert "fake.txt (you sent fake.pdf; we go by what is in it)" in answer.content.decode()
    assert [file.name for file in File.objects.all()] == ["fake.txt", "fake.txt"]
