"""How much one matter may hold: said at the field, and not to be passed by two at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from tests.walking import Walker, sent
from unionhall.kernel.matters.models import File, Matter

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture(autouse=True)
def _little_room(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.MATTER_FILES, settings.MATTER_BYTES = 3, 1000


def paper(words: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("wages.txt", words.encode())


def attach(client: Client, matter: Matter, words: str) -> Any:
    values = {"key": uuid4(), "file": paper(words)}
    return sent(client, f"/matters/{matter.reference}/attach/", values)


pytestmark = pytest.mark.django_db


def test_the_last_file_that_fits_is_taken_and_the_next_is_refused_at_its_field(
    client: Client, town: "Town"
) -> None:
    client.force_login(town.member)
    matter = town.desk.ask()
    assert [attach(client, matter, f"Page {number}").status_code for number in (1, 2, 3)] == [302] * 3
    refused = attach(client, matter, "Page 4")
    assert (refused.status_code, "3 files here at most" in refused.content.decode()) == (422, True)
    assert matter.files.count() == 3
    assert attach(client, town.desk.ask(), "Page 1").status_code == 302


def test_the_bytes_of_all_files_are_counted_together(client: Client, town: "Town") -> None:
    client.force_login(town.member)
    matter = town.desk.ask()
    assert attach(client, matter, "a" * 600).status_code == 302
    refused = attach(client, matter, "b" * 401)
    assert (refused.status_code, "does not fit" in refused.content.decode()) == (422, True)
    assert attach(client, matter, "c" * 400).status_code == 302


def test_what_is_sent_with_a_request_is_counted_too(town: "Town") -> None:
    walker = Walker(Client(), "/desk/ask/transport/").say(description="Late")
    walker.say(place=str(town.north.pk), address="").say(add=[paper("a" * 600), paper("b" * 401)])
    assert (walker.step, walker.page.status_code) == ("files", 422)
    walker.say(add=[paper("a" * 600), paper("b" * 400)])
    assert walker.step == "check"


@pytest.mark.django_db(transaction=True)
def test_of_many_files_at_the_same_moment_only_those_that_fit_are_taken(town: "Town") -> None:
    client = Client()
    client.force_login(town.member)
    matter = town.desk.ask()

    def send(number: int) -> int:
        try:
            own = Client()
            own.cookies = client.cookies
            return int(attach(own, matter, f"{number}" * 300).status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        answers = sorted(threads.map(send, range(8)))
    assert answers == [302] * 3 + [422] * 5
    assert File.objects.filter(matter=matter).count() == 3
