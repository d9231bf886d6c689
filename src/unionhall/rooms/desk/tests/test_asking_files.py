"""Photos and papers that go with a request."""

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests.walking import Walker
from unionhall.kernel.matters import storage, sweeping
from unionhall.kernel.matters.models import File, Matter

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture
def member(town: "Town", client: Client) -> Client:
    client.force_login(town.member)
    return client


def photo(name: str = "lamp.jpg", colour: str = "teal") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (40, 30), colour).save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def test_files_are_cleaned_and_go_with_the_request(town: "Town", member: Client) -> None:
    walker = Walker(member, "/desk/ask/transport/").say(description="Late")
    walker.say(place=walker.value("where-place"), address="").say(add=photo())
    assert "lamp.jpg" in walker.text
    walker.press(send="1")
    file = File.objects.get()
    assert (file.name, file.media_type, file.added_by) == ("lamp.jpg", "image/jpeg", town.member)
    assert storage.has(file.sha256)


def test_files_that_were_swept_away_meanwhile_are_asked_for_again(town: "Town", member: Client) -> None:
    walker = Walker(member, "/desk/ask/transport/").say(description="Late")
    walker.say(place=walker.value("where-place"), address="").say(add=photo("gone.jpg", "red"))
    sweeping.sweep(timezone.now() + timedelta(days=3))
    walker.press(send="1")
    assert (walker.page.status_code, walker.step) == (422, "files")
    walker.say().press(send="1")
    assert Matter.objects.count() == 1


def test_a_file_of_another_kind_is_refused_by_name(town: "Town", member: Client) -> None:
    walker = Walker(member, "/desk/ask/transport/").say(description="Late")
    walker.say(place=walker.value("where-place"), address="")
    walker.say(add=SimpleUploadedFile("run.exe", b"MZ\x90\0" * 40))
    assert walker.page.status_code == 422
    assert "run.exe:" in walker.text


def test_a_file_can_be_taken_out_again(town: "Town", member: Client) -> None:
    walker = Walker(member, "/desk/ask/transport/").say(description="Late")
    walker.say(place=walker.value("where-place"), address="").say(add=photo()).press(step="files")
    walker.say(drop=walker.value("files-drop")).press(send="1")
    assert not File.objects.exists()


def test_a_refused_file_takes_no_other_with_it(town: "Town", member: Client) -> None:
    walker = Walker(member, "/desk/ask/transport/").say(description="Late")
    walker.say(place=walker.value("where-place"), address="")
    good, bad = SimpleUploadedFile("plan.txt", b"The plan"), SimpleUploadedFile("virus.exe", b"MZ\x90\0\3")
    walker.say(add=[good, bad])
    assert walker.page.status_code == 422
    assert "virus.exe" in walker.text
    assert walker.say().text.count("plan.txt") == 1
    assert walker.step == "check"
