"""PDFs and pictures made to exhaust the hall: refused or cleaned, in bounded time and memory.

Each is cleaned in a program of its own, whose memory the system limits, as that of all which it starts.
"""

import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from unionhall.kernel.matters.storage import LIMIT

SECONDS = 60
MEMORY = 1_500_000_000  # bytes of addresses; the program itself takes about a third
PROGRAM = """
import resource, sys
from io import BytesIO
import django
from django.conf import settings
from unionhall.ground.apart import Limits
settings.configure(CLAMD="", USE_I18N=False, READING=Limits(megabytes=1_024, seconds=30))
from unionhall.kernel.matters.cleaning import FileRefused, clean
with open(sys.argv[1], "rb") as file: content = file.read()
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
try:
    print("taken", len(clean(BytesIO(content), "x", limit=int(sys.argv[3])).content))
except FileRefused as refused:
    print("refused", refused.code)
"""


def pdf(change: Callable[[pikepdf.Pdf], object]) -> bytes:
    made, written = pikepdf.new(), BytesIO()
    made.add_blank_page(page_size=(200, 100))
    change(made)
    made.save(written)
    return written.getvalue()


def deep(pdf: pikepdf.Pdf) -> None:
    """A page tree of 20,000 levels."""
    node = pdf.pages[0].obj
    for _level in range(20_000):
        node = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=[node], Count=1))
    pdf.Root["/Pages"] = node


def many_streams(pdf: pikepdf.Pdf) -> None:
    """A hundred drawings that unpack to 60 MB each."""
    packed = zlib.compress(b" " * 60_000_000, 9)
    for number in range(100):
        drawing = pikepdf.Stream(pdf, b"")
        drawing.write(packed, filter=pikepdf.Name.FlateDecode)
        pdf.pages[0].obj[f"/Unseen{number}"] = pdf.make_indirect(drawing)


def packed_photos(pdf: pikepdf.Pdf) -> None:
    """Photos packed twice, each of which unpacks to 60 MB."""
    packed, images = zlib.compress(b"\xff\xd8" + bytes(60_000_000), 9), pikepdf.Dictionary()
    for number in range(20):
        image = pikepdf.Stream(pdf, b"", Subtype=pikepdf.Name.Image, Width=1, Height=1)
        image.write(packed, filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode]))
        images[f"/Im{number}"] = image
    pdf.pages[0].obj["/Resources"] = pikepdf.Dictionary(XObject=images)


def circle(pdf: pikepdf.Pdf) -> None:
    """A page tree that is its own child."""
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def nested() -> bytes:
    """A page whose contents are lists in lists, 200,000 deep."""
    lists = b"[" * 200_000 + b"]" * 200_000
    return (
        pdf(lambda made: None)
        .replace(b"/Rotate 0", b"")
        .replace(b"/MediaBox", b"/Deep " + lists + b" /MediaBox")
    )


def picture(width: int, height: int, form: str) -> bytes:
    written = BytesIO()
    Image.new("1", (width, height)).save(written, form)
    return written.getvalue()


BOMBS: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "a deep tree of pages": (lambda: pdf(deep), {"refused damaged", "refused too_many_pages", "taken"}),
    "many large streams": (lambda: pdf(many_streams), {"taken"}),
    "photos packed twice": (lambda: pdf(packed_photos), {"refused damaged", "refused too_large"}),
    "a tree in a circle": (lambda: pdf(circle), {"refused damaged", "taken"}),
    "lists in lists": (nested, {"refused damaged", "taken"}),
    "a wide picture": (lambda: picture(30_000, 30_000, "PNG"), {"refused too_many_pixels"}),
    "a picture of the most pixels": (lambda: picture(10_000, 5_000, "PNG"), {"taken"}),
}


@pytest.mark.slow("each bomb is read in a process of its own")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_little(name: str, tmp_path: Path) -> None:
    make, expected = BOMBS[name]
    file = tmp_path / "upload"
    file.write_bytes(make())
    assert file.stat().st_size < LIMIT
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, file, str(MEMORY), str(LIMIT)],
        capture_output=True, text=True, check=False, timeout=SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-500:]
    said = done.stdout.split()
    assert {" ".join(said), said[0]} & expected, done.stdout
