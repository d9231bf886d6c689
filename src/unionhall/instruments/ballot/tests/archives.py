"""Archives taken apart and put together again, to see what is refused."""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

BLOCK = 512


@dataclass(frozen=True)
class Record:
    """An event with the data records before it; `kind` is the event's type, or "" for the header."""

    kind: str
    bodies: tuple[bytes, ...]


def records(archive: bytes) -> Iterator[Record]:
    """The header, then every event with its data."""
    waiting: list[bytes] = []
    for name, body in _bodies(archive):
        if name == "BELENIOS":
            yield Record("", (body,))
        elif name.endswith(".data.json"):
            waiting.append(body)
        else:
            yield Record(json.loads(body)["type"], tuple(waiting))
            waiting = []


def rechained(parts: Iterable[Record], change: Mapping[int, Mapping[str, Any]] | None = None) -> bytes:
    """An archive of these events with right hashes; `change` sets fields of the event at a height."""
    written = [*parts]
    head = written[0].bodies[0]
    modified = int(json.loads(head)["timestamp"])
    found, parent = [_record("BELENIOS", head, modified)], ""
    for height, part in enumerate(written[1:]):
        found += [_record(f"{_digest(body)}.data.json", body, modified) for body in part.bodies]
        event = _event(part, height, parent, (change or {}).get(height, {}))
        parent = _digest(event)
        found.append(_record(f"{parent}.event.json", event, modified))
    return b"".join(found)


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _event(part: Record, height: int, parent: str, changed: Mapping[str, Any]) -> bytes:
    fields: dict[str, Any] = {"parent": parent} if parent else {}
    fields |= {"height": height, "type": part.kind}
    if part.bodies:
        fields["payload"] = _digest(part.bodies[-1])
    return json.dumps({**fields, **changed}, separators=(",", ":")).encode()


def _bodies(archive: bytes) -> Iterator[tuple[str, bytes]]:
    offset = 0
    while offset < len(archive):
        header = archive[offset : offset + BLOCK]
        size = int(header[124:135], 8)
        yield header[:100].rstrip(b"\0").decode(), archive[offset + BLOCK : offset + BLOCK + size]
        offset += BLOCK + -(-size // BLOCK) * BLOCK


def _record(name: str, body: bytes, modified: int) -> bytes:
    start = name.encode().ljust(100, b"\0") + b"0000644\0" + b"0000000\0" * 2
    times = f"{len(body):011o}\0{modified:011o}\0".encode()
    total = sum(start + times) + 8 * ord(" ") + ord("0")
    header = start + times + f"{total:06o}\0 0".encode()
    return header.ljust(BLOCK, b"\0") + body.ljust(-(-len(body) // BLOCK) * BLOCK, b"\0")


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
