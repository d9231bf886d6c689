"""The records of `<uuid>.bel`: an old tar that only grows, without blocks at its end."""

import re
from collections.abc import Iterator
from hashlib import sha256
from mmap import mmap
from typing import NamedTuple

from unionhall.instruments.ballot.belenios import canonical
from unionhall.instruments.ballot.belenios.errors import Invalid, Unreadable

BLOCK = 512
FIRST = "BELENIOS"
_LATEST = 8**11 - 1
_NAME = re.compile(rb"([0-9a-f]{64})\.(data|event)\.json")

Bytes = bytes | mmap


class Record(NamedTuple):
    """Where a record's body stands in the archive: `kind` is data or event, `digest` its SHA-256."""

    kind: str
    digest: str
    start: int
    end: int

    def body(self, archive: Bytes) -> bytes:
        return archive[self.start : self.end]


def begin(timestamp: int) -> bytes:
    """The first record of a new archive, made at `timestamp` (seconds since 1970).

    Belenios specification 2.0, "Archive format": version and time stand in the first record, and the time is
    the modification time of every record after it.
    """
    return _record(FIRST, canonical.write({"version": 1, "timestamp": str(timestamp)}), timestamp)


def put(kind: str, body: bytes, timestamp: int) -> bytes:
    """One more record to append; `kind` is data or event."""
    return _record(f"{sha256(body).hexdigest()}.{kind}.json", body, timestamp)


def time_of(archive: Bytes) -> int:
    """When an archive was begun; Unreadable if it is no archive of version 1."""
    return _opening(archive)[0]


def records(archive: Bytes) -> Iterator[Record]:
    """Each record after the first, whole and byte by byte as `put` would write it.

    Invalid `archive` for a changed header, name, body, time or padding and for end blocks; Unreadable for
    what is no archive, or ends within a record.
    """
    timestamp, position = _opening(archive)
    while position < len(archive):
        header = _header_at(archive, position)
        name = header[:100].rstrip(b"\0")
        size = _size(header)
        start, end = position + BLOCK, position + BLOCK + size
        position = _padded(archive, start, end)
        found = _NAME.fullmatch(name)
        if not found or header != _header(name.decode("ascii"), size, timestamp):
            raise Invalid("archive", f"the header of the record at byte {start - BLOCK} is not as it must be")
        digest = found[1].decode()
        if sha256(archive[start:end]).hexdigest() != digest:
            raise Invalid("archive", f"the record at byte {start - BLOCK} is not what its name says")
        yield Record(found[2].decode(), digest, start, end)


def _opening(archive: Bytes) -> tuple[int, int]:
    """The time of the archive and where its second record begins."""
    if archive[: len(FIRST) + 1] != FIRST.encode() + b"\0":
        raise Unreadable("this is no Belenios archive")
    header = _header_at(archive, 0)
    size = _size(header)
    position = _padded(archive, BLOCK, BLOCK + size)
    version, stamp = canonical.fields(canonical.read(archive[BLOCK : BLOCK + size]), "version", "timestamp")
    if version != 1:
        raise Unreadable("the archive is of another version than 1")
    if not isinstance(stamp, str) or not re.fullmatch(r"0|[1-9][0-9]{0,10}", stamp) or int(stamp) > _LATEST:
        raise Invalid("archive", "the time of the archive is not written as one")
    if header != _header(FIRST, size, int(stamp)):
        raise Invalid("archive", "the header of the first record is not as it must be")
    return int(stamp), position


def _header_at(archive: Bytes, position: int) -> bytes:
    header = archive[position : position + BLOCK]
    if len(header) < BLOCK:
        raise Unreadable("the archive ends within a record")
    if not any(header):
        raise Invalid("archive", "an empty block stands between or behind the records")
    return header


def _size(header: bytes) -> int:
    if not re.fullmatch(rb"[0-7]{11}\0", header[124:136]):
        raise Invalid("archive", "the header of a record has no size")
    return int(header[124:135], 8)


def _padded(archive: Bytes, start: int, end: int) -> int:
    """Where the next record begins; the rest of the last block must be empty."""
    following = start + -(-(end - start) // BLOCK) * BLOCK
    if following > len(archive):
        raise Unreadable("the archive ends within a record")
    if any(archive[end:following]):
        raise Invalid("archive", f"something stands behind the record that ends at byte {end}")
    return following


def _record(name: str, body: bytes, timestamp: int) -> bytes:
    return _header(name, len(body), timestamp) + body + bytes(-len(body) % BLOCK)


def _header(name: str, size: int, timestamp: int) -> bytes:
    """A header of the seventh edition: name, mode, no owner, size, time, checksum, an ordinary file."""
    parts = f"{size:011o}\0{timestamp:011o}\0".encode()
    before = name.encode().ljust(100, b"\0") + b"0000644\0" + b"0000000\0" * 2 + parts
    unsigned = before + b" " * 8 + b"0"
    checksum = f"{sum(unsigned):06o}\0 ".encode()
    return (before + checksum + b"0").ljust(BLOCK, b"\0")
