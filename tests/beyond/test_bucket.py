"""Files in a bucket instead of a folder: the same pages, the same permission."""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from botocore.exceptions import BotoCoreError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.programs import free_port
from unionhall.kernel.matters import storage, sweeping
from unionhall.kernel.matters.cleaning import CleanFile
from unionhall.kernel.matters.models import File
from unionhall.kernel.matters.storage.bucket import Bucket

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a bucket at moto's server, which answers as S3 does."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"s3+http://key:se%2Fcret@127.0.0.1:{port}/hall?region=eu-central-1"
    try:
        _make_bucket(address)
        yield address
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def bucket(address: str, settings: Any, tmp_path: Path) -> Bucket:
    settings.MEDIA_ROOT = tmp_path / "nowhere"
    settings.FILES_BUCKET = address
    shelf = storage.shelf()
    assert isinstance(shelf, Bucket)
    return shelf


def test_a_file_goes_into_the_bucket_and_comes_out_through_the_hall(
    client: Client, town: "Town", bucket: Bucket, settings: Any
) -> None:
    client.force_login(town.member)
    paper = SimpleUploadedFile("wages.txt", b"Three days are missing.")
    sent = client.post(f"/matters/{town.desk.ask().reference}/attach/", {"key": uuid4(), "file": paper})
    assert sent.status_code == 302
    file = File.objects.get()
    assert not settings.MEDIA_ROOT.exists()
    answer = client.get(f"/files/{file.uid}/")
    assert answer.getvalue() == b"Three days are missing."
    assert answer["Content-Length"] == "23"
    assert "attachment" in answer["Content-Disposition"]
    client.force_login(town.neighbour)
    assert client.get(f"/files/{file.uid}/").status_code == 404


def test_what_was_never_sent_is_swept_out_of_the_bucket(town: "Town", bucket: Bucket) -> None:
    sent, unsent = CleanFile("a.txt", "text/plain", b"sent"), CleanFile("b.txt", "text/plain", b"unsent")
    storage.keep(town.desk.ask(), sent, added_by=town.member).save()
    storage.put(unsent)
    sweeping.sweep()
    assert storage.has(unsent.sha256)
    assert sweeping.sweep(timezone.now() + timedelta(days=3)) >= 1
    assert (storage.has(sent.sha256), storage.has(unsent.sha256)) == (True, False)


def _make_bucket(address: str) -> None:
    patience = time.monotonic() + 30
    client = Bucket(address).client
    while time.monotonic() < patience:
        try:
            client.create_bucket(
                Bucket="hall", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
            )
        except BotoCoreError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the bucket's server did not start")
