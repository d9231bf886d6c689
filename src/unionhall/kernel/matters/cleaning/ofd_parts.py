"""The parts of an OFD package: which ones others name, and whether they are signed.

Nothing large is loaded here: each page is served by a process that knows this module.
"""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import PurePosixPath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import ofdkit
from ofdkit.package import Package

ENTRY = "ofd.xml"
LONGEST_NAME = 1000
Tree = Element | None
BROKEN = (
    ofdkit.OFDError, zipfile.BadZipFile, zlib.error, struct.error, ElementTree.ParseError,
    EOFError, LookupError, NotImplementedError, OSError, RuntimeError, ValueError,
)  # fmt: skip


def is_ofd(content: bytes) -> bool:
    """Whether it is a package with the entry that every OFD has."""
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            return any(name.lower().strip("/") == ENTRY for name in package.namelist())
    except BROKEN:
        return False


def is_xml(part: str) -> bool:
    return part.lower().endswith(".xml")


def named_parts(package: Package, tree_of: Callable[[str], Tree]) -> Iterator[tuple[str, Tree]]:
    """The entry, each part that it names, those that they name and so on, with what is written in them.

    What nothing names is on no page and hidden from whoever reads the document.
    """
    waiting = [entry] if (entry := package.find(ENTRY)) else []
    seen, last = set(waiting), {_last(part) for part in package.names}
    while waiting:
        part = waiting.pop()
        tree = tree_of(part)
        yield part, tree
        found = {*_named_in(package, part, tree, last)} - seen if tree is not None else set()
        seen |= found
        waiting += sorted(found)


def _named_in(package: Package, part: str, tree: Element, last: set[str]) -> Iterator[str]:
    """Any value that is the place of a part counts; resources name theirs from a folder of their own."""
    folder = str(PurePosixPath(part).parent / tree.get("BaseLoc", "") / "any")
    for value in {
        value for element in tree.iter() for value in (element.text or "", *element.attrib.values())
    }:
        if len(value) <= LONGEST_NAME and _last(value.strip()) in last:
            for base in (part, folder):
                if found := package.resolve(base, value):
                    yield found


def _last(place: str) -> str:
    return place.replace("\\", "/").rsplit("/", 1)[-1].casefold()


def is_signed(package: Package) -> bool:
    """Whether a signature is listed that covers a part and whose value is there; nobody verifies it."""
    entry = package.find(ENTRY)
    return entry is not None and any(
        any(map(package.read, _located(package, signature, "{*}SignedValue")))
        and any(_located(package, signature, "{*}SignedInfo/{*}References/{*}Reference", "FileRef"))
        for listing in _located(package, entry, "{*}DocBody/{*}Signatures")
        for signature in _located(package, listing, "{*}Signature", "BaseLoc")
    )


def _located(package: Package, part: str, path: str, key: str = "") -> Iterator[str]:
    """The parts whose places stand at a path, in an attribute or as words."""
    for element in package.read_xml(part).iterfind(path):
        if found := package.resolve(part, element.get(key) if key else element.text):
            yield found
