"""OFD, China's document format (GB/T 33190): its pages as they are, without who made them and when.

What is signed would not be what was signed any more: it stays as it came, and its page says so.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import PurePosixPath
from xml.etree import ElementTree

import ofdkit
from defusedxml.ElementTree import fromstring, iterparse

from unionhall.kernel.matters.cleaning.jpeg_segments import without_remarks
from unionhall.kernel.matters.cleaning.pictures import clean_picture
from unionhall.kernel.matters.cleaning.refusals import refusal

ENTRY, SIGNATURES = "ofd.xml", {"signatures.xml", "signlist.xml"}
MOST_PARTS = 5_000
MOST_UNPACKED = 64 * 1024 * 1024  # bytes, of all parts together
MOST_PAGES = 1000
BROKEN = (
    ofdkit.OFDError, zipfile.BadZipFile, zlib.error, struct.error, ElementTree.ParseError,
    EOFError, LookupError, NotImplementedError, OSError, RuntimeError, ValueError,
)  # fmt: skip
# What pages are made of; anything else in the package is hidden from whoever reads it.
KEPT = {
    ".xml", ".png", ".gif", ".bmp", ".tif", ".tiff", ".jpg", ".jpeg", ".jb2", ".gbig2",
    ".ttf", ".otf", ".ttc", ".cff",
}  # fmt: skip
OF_MAKERS = {"Author", "Creator", "CreatorVersion", "CreationDate", "ModDate", "LastModDate", "CustomDatas"}
NAMING_MAKERS = re.compile("|".join(OF_MAKERS).encode())
UTF_8 = 0x800


def is_ofd(content: bytes) -> bool:
    """Whether it is a package with the entry that every OFD has."""
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            return any(name.lower().strip("/") == ENTRY for name in package.namelist())
    except BROKEN:
        return False


def is_signed(names: Iterable[str]) -> bool:
    """Whether one of these parts is a list of signatures."""
    return any(PurePosixPath(name.lower()).name in SIGNATURES for name in names)


def clean_ofd(content: bytes) -> bytes:
    """The document without its makers, or as it came if it is signed."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _hold_to_size(package.infolist())
            with ofdkit.open(content) as document:
                _refuse_unreadable(document)
            return content if is_signed(package.namelist()) else _rebuilt(package)
    except BROKEN as broken:
        raise refusal("damaged") from broken


def _hold_to_size(parts: list[zipfile.ZipInfo]) -> None:
    """Before any is unpacked; what a part really unpacks to is held to what it says."""
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise refusal("too_much")


def _refuse_unreadable(document: ofdkit.OFDDocument) -> None:
    if not document.pages:
        raise refusal("damaged")
    if len(document.pages) > MOST_PAGES:
        raise refusal("too_many_pages", limit=MOST_PAGES)


def _rebuilt(package: zipfile.ZipFile) -> bytes:
    """The same parts in a new package, which knows no times and no hidden files."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as anew:
        for name, part in _parts(package):
            anew.writestr(zipfile.ZipInfo(name), _cleaned(package.read(part)), zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """The first of each name that readers know, and its name."""
    seen: set[str] = set()
    for part in package.infolist():
        name = _name_of(part)
        if name not in seen and PurePosixPath(name.lower()).suffix in KEPT:
            seen.add(name)
            yield name, part


def _name_of(part: zipfile.ZipInfo) -> str:
    """Chinese programs write names in UTF-8 or GBK without saying so."""
    if part.flag_bits & UTF_8 or part.filename.isascii():
        return part.filename
    raw = part.filename.encode("cp437")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def _cleaned(part: bytes) -> bytes:
    if part.startswith(b"\xff\xd8\xff"):
        return without_remarks(part)
    if part.startswith(b"\x89PNG\r\n\x1a\n"):
        return clean_picture(part, "PNG", "PNG")
    return _without_makers(part) if NAMING_MAKERS.search(part.replace(b"\0", b"")) else part


def _without_makers(part: bytes) -> bytes:
    """A part in XML without authors, programs and days, wherever they stand in it."""
    for _event, (prefix, address) in iterparse(BytesIO(part), events=["start-ns"]):
        ElementTree.register_namespace(prefix, address)
    root: ElementTree.Element = fromstring(part)
    for element in root.iter():
        for key in [key for key in element.attrib if _local(key) in OF_MAKERS]:
            del element.attrib[key]
        for child in [child for child in element if _local(child.tag) in OF_MAKERS]:
            element.remove(child)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _local(tag: object) -> str:
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""
