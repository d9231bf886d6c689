"""What a file is by its content, whatever it is called, and why it can't be read as a workbook."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from unionhall.ground.apart import Refused

PACKED = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0"  # the containers of Office before 2007, and of what has a password since
DAMAGED, TOO_LARGE, PASSWORD, BINARY = "damaged", "too_large", "password", "binary"
NO_SHEET, DOCUMENT, OTHER, UNPLACED = "no_sheet", "document", "other", "unplaced"
ERRORS, NOT_COMPUTED, ZEROS = "errors", "not_computed", "zeros"
LARGEST_UNPACKED = 400 << 20
LARGEST_AT_ONCE = 64 << 20  # of the parts that are no sheet
CONTENT = "content.xml"  # of a workbook of LibreOffice
SHEETS = ("xl/worksheets/", CONTENT)
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
ENCRYPTED = 1  # a bit of a part's flags


@contextmanager
def by_a_library() -> Iterator[None]:
    """Whatever a library trips over while it reads a file is damage of the file: Refused."""
    try:
        yield
    except (Refused, MemoryError):
        raise
    except Exception as problem:
        raise Refused(DAMAGED) from problem


def is_workbook(start: bytes) -> bool:
    """Whether a file that begins so may be one; else it is text."""
    return start.startswith((PACKED, COMPOUND))


def is_old(content: bytes) -> bool:
    return content.startswith(COMPOUND)


def is_open_document(packed: zipfile.ZipFile) -> bool:
    """Whether a package is a workbook of LibreOffice."""
    return CONTENT in packed.namelist()


def hold_to_what_is_read(content: bytes) -> zipfile.ZipFile:
    """The package of a workbook. Refused where it is another, has a password, or would fill the memory."""
    with by_a_library():
        packed = zipfile.ZipFile(BytesIO(content))
        parts = {part.filename: part for part in packed.infolist()}
    _hold_to_size(parts)
    if any(part.flag_bits & ENCRYPTED for part in parts.values()):
        raise Refused(PASSWORD)
    if "mimetype" in parts:
        _refuse_other_open_document(packed)
    elif "xl/workbook.bin" in parts:
        raise Refused(BINARY)
    elif "xl/workbook.xml" not in parts:
        raise Refused(DOCUMENT if "[Content_Types].xml" in parts else OTHER)
    return packed


def _hold_to_size(parts: dict[str, zipfile.ZipInfo]) -> None:
    """Refuse what would fill the memory; what a part really unpacks to is held to what it says."""
    whole = sum(part.file_size for part in parts.values())
    rest = sum(part.file_size for name, part in parts.items() if not name.startswith(SHEETS))
    if whole > LARGEST_UNPACKED or rest > LARGEST_AT_ONCE:
        raise Refused(TOO_LARGE)


def _refuse_other_open_document(packed: zipfile.ZipFile) -> None:
    with by_a_library():
        kind = packed.read("mimetype").decode("ascii", errors="replace").strip()
        manifest = packed.read("META-INF/manifest.xml")
    if not kind.startswith(f"{OPEN_DOCUMENT}spreadsheet"):
        raise Refused(DOCUMENT if kind.startswith(OPEN_DOCUMENT) else OTHER)
    if b"encryption-data" in manifest:
        raise Refused(PASSWORD)
