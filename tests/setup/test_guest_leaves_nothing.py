"""A guest asks at a hall that is really open: nothing of their browser, address or camera stays anywhere."""

import os
import re
import signal
import subprocess
import time
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import md5, sha1, sha256, sha512
from http.client import HTTPConnection, HTTPMessage
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from PIL import Image

from tests.setup.halls import COMMAND, Hall
from tests.walking import Walker

EXAMPLE = Path(__file__).parents[2] / "examples" / "init.toml"
ADDRESS = "https://hall.example.org"
AGENT, VISITOR = "Quetzal-Browser/47.11 (Zzyzx; rv:0)", "203.0.113.177"
WORDS, CAMERA, DAY, NAME = "The lamp at gate 7 is out.", "Zzyzx Camera 4711", "2019:07:13", "where-i-live.jpg"
APPOINT = """
from unionhall.kernel.people.models import Office
Office.objects.create(person=(first := Office.objects.get()).person, place=first.place, role="coordinator")
"""
DUMP = """
import os, psycopg
from unionhall.environment import load
TABLES = (
    "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
    " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
)
with psycopg.connect(load().database_owner_url) as held, open(os.environ["DUMP_TO"], "w") as file:
    for (table,) in held.execute(TABLES).fetchall():
        for (row,) in held.execute(f"SELECT t::text FROM {table} t"):
            print(table, row, file=file)
"""


@dataclass
class Answer:
    status_code: int
    content: bytes
    headers: HTTPMessage
    cookies: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.headers[name] or ""


@dataclass
class Browser:
    """A guest's browser, by way of the proxy; it keeps what cookies it is given."""

    port: int
    cookies: list[str] = field(default_factory=list)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, said: dict[str, Any]) -> Answer:
        return self._ask("POST", path, encode_multipart(BOUNDARY, said), MULTIPART_CONTENT)

    def led(self, path: str, said: dict[str, Any]) -> Answer:
        """The page to which a form leads."""
        return self.get(self.post(path, said)["Location"])

    def _ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> Answer:
        headers = {
            "Host": "hall.example.org", "User-Agent": AGENT, "Origin": ADDRESS,
            "Sec-Fetch-Site": "same-origin",
            "X-Forwarded-For": VISITOR, "X-Forwarded-Proto": "https", "Accept-Language": "en",
            **({"Content-Type": kind} if kind else {}),
        }  # fmt: skip
        line = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request(method, path, body or None, headers)
            answer = line.getresponse()
            self.cookies += answer.headers.get_all("Set-Cookie") or []
            return Answer(answer.status, answer.read(), answer.headers)
        finally:
            line.close()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "everything-said.log"


@pytest.fixture
def public(hall: Hall, log: Path) -> Iterator[Hall]:
    """An open hall with an https address, which writes a line for each request."""
    assert hall.call("init", "--from", str(EXAMPLE)).returncode == 0
    assert hall.call("manage", "shell", "-v0", "-c", APPOINT).returncode == 0
    environment = {**hall.environment, "UNIONHALL_ADDRESS": ADDRESS}
    with log.open("w") as file:
        process = subprocess.Popen([*COMMAND, "run"], env=environment, stdout=file, stderr=file)
    try:
        deadline = time.monotonic() + 60
        while not _is_open(hall):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline
            time.sleep(0.2)
        yield hall
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def _is_open(hall: Hall) -> bool:
    try:
        return Browser(hall.port).get("/").status_code == 200
    except OSError:
        return False


def photo() -> SimpleUploadedFile:
    """A photo that says where, when and with what it was taken."""
    exif, content = Image.Exif(), BytesIO()
    exif[0x8825] = {1: "N", 2: (31.0, 14.0, 7.0), 3: "E", 4: (121.0, 28.0, 9.0), 29: DAY}
    exif[0x010F] = CAMERA
    Image.effect_noise((60, 40), 50).convert("RGB").save(content, "JPEG", exif=exif)
    assert CAMERA.encode() in content.getvalue()
    assert DAY.encode() in content.getvalue()
    return SimpleUploadedFile(NAME, content.getvalue(), content_type="image/jpeg")


def ask(browser: Browser) -> str:
    """Walk from the front door to the receipt, and come back with it; the code."""
    browser.get("/")
    browser.get("/search/?q=lamp")
    offered = re.findall(r'href="(/desk/(?:services|ask)/[\w-]+/)"', browser.get("/desk/").content.decode())
    walker = Walker(browser, offered[0].replace("/services/", "/ask/"))  # type: ignore[arg-type]
    walker.say(description=WORDS)
    while walker.step.startswith("q"):
        walker.say()
    assert walker.step == "where", walker.text
    walker.say(place="", address="")
    assert walker.step == "files", walker.text
    walker.say(add=photo())
    if walker.step == "files":
        walker.say()
    walker.press(send="1")
    code = re.search(r'class="code">([^<]+)<', walker.text)
    assert code, walker.text
    assert WORDS in browser.led("/receipt/", {"code": code[1]}).content.decode()
    added = {"code": code[1], "key": str(uuid4()), "text": "It still is."}
    assert browser.led("/receipt/add/", added).status_code == 200
    return code[1]


def traces(secret: str) -> dict[str, bytes]:
    """A text as it may stand somewhere: plain, packed, and as a digest without a key."""
    plain = secret.encode()
    digests = {kind.__name__: kind(plain).digest() for kind in (md5, sha1, sha256, sha512)}
    raw = {"plain": plain, **digests}
    written = {f"{name}, hex": content.hex().encode() for name, content in raw.items()}
    packed = {f"{name}, base64": b64encode(content).rstrip(b"=") for name, content in raw.items()}
    return {**raw, **written, **packed}


def found(secrets: list[str], where: dict[str, bytes]) -> list[str]:
    return [
        f"{secret}: {form} in {place}"
        for secret in secrets
        for form, trace in traces(secret).items()
        for place, content in where.items()
        if trace in content
    ]


def test_nothing_of_the_guest_stays(public: Hall, log: Path, tmp_path: Path) -> None:
    browser = Browser(public.port)
    code = ask(browser)
    dump = tmp_path / "dump.txt"
    done = public.call("manage", "shell", "-v0", "-c", DUMP, DUMP_TO=str(dump))
    assert done.returncode == 0, done.stderr
    kept = {"what it said": log.read_bytes(), "the database": dump.read_bytes()}
    for path in public.home.rglob("*"):
        if path.is_file() and os.access(path, os.R_OK):
            kept[str(path.relative_to(public.home))] = path.read_bytes()
    assert browser.cookies == []
    assert WORDS.encode() in kept["the database"], "the search finds what is there"
    assert b'"page": "desk:ask_step"' in kept["what it said"]
    assert any(name.startswith("files/") for name in kept), "the photo was kept"
    assert found([AGENT, VISITOR, CAMERA, DAY, code], kept) == []
    assert not any(b"Exif\0" in content for name, content in kept.items() if name.startswith("files/"))
