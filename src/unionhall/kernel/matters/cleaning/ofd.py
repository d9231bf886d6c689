"""OFD, China's document format (GB/T 33190): its pages as they are, without who made them and when.

What is signed would not be what was signed any more: its parts stay as they came, and its page says so.
"""

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import PurePosixPath
from xml.etree import ElementTree

import ofdkit
from ofdkit.package import Package

from unionhall.kernel.matters.cleaning.jpeg_segments import without_remarks
from unionhall.kernel.matters.cleaning.ofd_parts import (
    BROKEN,
    Tree,
    is_signed,
    is_xml,
    named_parts,
)
from unionhall.kernel.matters.cleaning.pictures import clean_picture
from unionhall.kernel.matters.cleaning.refusals import refusal

MOST_PARTS = 5_000
MOST_UNPACKED = 64 * 1024 * 1024  # bytes, of all parts together
MOST_PAGES = 1000
# What pages are made of; anything else in the package is no business of whoever reads it.
PICTURES = {".png", ".gif", ".bmp", ".tif", ".tiff", ".jpg", ".jpeg"}
KEPT = PICTURES | {".xml", ".jb2", ".gbig2", ".ttf", ".otf", ".ttc", ".cff"}
DRAWN_ANEW = {
    b"\x89PNG\r\n\x1a\n": "PNG", b"GIF87a": "GIF", b"GIF89a": "GIF", b"BM": "BMP",
    b"II*\0": "TIFF", b"MM\0*": "TIFF",
}  # fmt: skip
# Extensions are what programs note for themselves; signatures that sign nothing only name who signs.
OF_MAKERS = {
    "Author", "Creator", "CreatorVersion", "CreationDate", "ModDate", "LastModDate", "CustomDatas",
    "Extensions", "Signatures",
}  # fmt: skip
PREFIXES = re.compile(rb"""\sxmlns:([A-Za-z_][\w.-]*)\s*=\s*["']([^"'<>]+)["']""")


def clean_ofd(content: bytes) -> bytes:
    """The document without its makers, or with all that belongs to it if it is signed."""
    try:
        _hold_to_size(content)
        with ofdkit.open(content) as document:
            _refuse_unreadable(document)
        with Package(content) as package:
            return _packed(_as_signed(package) if is_signed(package) else _without_makers(package))
    except BROKEN as broken:
        raise refusal("damaged") from broken


def _hold_to_size(content: bytes) -> None:
    """Before any is unpacked; what a part really unpacks to is held to what it says."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise refusal("too_much")


def _refuse_unreadable(document: ofdkit.OFDDocument) -> None:
    if not document.pages:
        raise refusal("damaged")
    if len(document.pages) > MOST_PAGES:
        raise refusal("too_many_pages", limit=MOST_PAGES)


def _packed(parts: Iterator[tuple[str, bytes]]) -> bytes:
    """A new package, which knows no times and has nothing between its parts."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as anew:
        for name, part in parts:
            anew.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _as_signed(package: Package) -> Iterator[tuple[str, bytes]]:
    """Each part that is named, sign for sign: signatures are of these, not of the package."""

    def tree_of(part: str) -> Tree:
        with suppress(*BROKEN):
            return package.read_xml(part) if is_xml(part) else None
        return None

    for part, _tree in named_parts(package, tree_of):
        yield part, package.read(part)


def _without_makers(package: Package) -> Iterator[tuple[str, bytes]]:
    """The parts that make its pages, written anew."""

    def tree_of(part: str) -> Tree:
        return _cleaned(package.read_xml(part)) if is_xml(part) else None

    for part, tree in named_parts(package, tree_of):
        if PurePosixPath(part.lower()).suffix in KEPT:
            raw = package.read(part)
            yield part, _picture(part, raw) if tree is None else _written(tree, raw)


def _cleaned(root: ElementTree.Element) -> ElementTree.Element:
    """What is written in it without authors, programs and days; remarks are gone with its parsing."""
    for element in root.iter():
        for key in [key for key in element.attrib if _local(key) in OF_MAKERS]:
            del element.attrib[key]
        for child in [child for child in element if _local(child.tag) in OF_MAKERS]:
            element.remove(child)
    return root


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]


def _written(root: ElementTree.Element, raw: bytes) -> bytes:
    """Under the prefixes that it had, where they aren't of the kind that only the library gives."""
    for prefix, address in PREFIXES.findall(raw.replace(b"\0", b"")):
        with suppress(ValueError):
            ElementTree.register_namespace(prefix.decode("ascii"), address.decode())
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _picture(name: str, part: bytes) -> bytes:
    """A picture drawn anew, a photo without its remarks; fonts and scans in black and white as they are."""
    if part.startswith(b"\xff\xd8\xff"):
        return without_remarks(part)
    for begins, form in DRAWN_ANEW.items():
        if part.startswith(begins):
            return clean_picture(part, form, form)
    if part and PurePosixPath(name.lower()).suffix in PICTURES:
        raise refusal("damaged")
    return part
