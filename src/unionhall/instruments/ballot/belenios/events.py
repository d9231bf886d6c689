"""The chain of events, and the order in which they may come."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from unionhall.instruments.ballot.belenios import archive, canonical, hashing
from unionhall.instruments.ballot.belenios.archive import Bytes, Record
from unionhall.instruments.ballot.belenios.errors import Invalid, Unreadable

# How many records of data stand before each kind of event; the last of them is its payload.
PARTS = {"Setup": 4, "Ballot": 1, "EndBallots": 0, "EncryptedTally": 2, "PartialDecryption": 2, "Result": 1}
AFTER: dict[str | None, set[str]] = {
    None: {"Setup"},
    "Setup": {"Ballot", "EndBallots"},
    "Ballot": {"Ballot", "EndBallots"},
    "EndBallots": {"EncryptedTally"},
    "EncryptedTally": {"PartialDecryption"},
    "PartialDecryption": {"PartialDecryption", "Result"},
    "Result": set(),
}


class Head(NamedTuple):
    """The last event: its SHA-256 (hexadecimal) and height. Who keeps it notices when the past changes."""

    digest: str
    height: int


class Step(NamedTuple):
    """One event as it was read: its kind, its head, and the records of data just before it."""

    kind: str
    head: Head
    parts: tuple[Record, ...]


def append(kind: str, bodies: Sequence[bytes], *, after: Head | None, timestamp: int) -> tuple[bytes, Head]:
    """What to write behind an archive for one more event, and the head that it then has.

    The caller holds the lock of the archive, `after` is its head (None before Setup), and `timestamp` the
    one of its first record. `bodies` are the records of data, the payload last. Belenios specification 2.0,
    "Events".
    """
    event: dict[str, str | int] = {"parent": after.digest} if after else {}
    event |= {"height": after.height + 1 if after else 0, "type": kind}
    if bodies:
        event["payload"] = hashing.digest(bodies[-1])
    body = canonical.write(event)
    parts = [archive.put("data", part, timestamp) for part in bodies]
    written = b"".join([*parts, archive.put("event", body, timestamp)])
    return written, Head(hashing.digest(body), after.height + 1 if after else 0)


def steps(source: Bytes, after: Step | None = None) -> Iterator[Step]:
    """Every event in its order: one unbroken chain under our grammar, or a part of it that comes `after`.

    Setup, Ballot*, EndBallots, EncryptedTally, PartialDecryption+, Result, and nothing after. Invalid
    `chain` for a wrong parent, height or payload, `grammar` for an event that may not come here, `stray`
    for data that belongs to no event; Unreadable for kinds of events that are not supported.
    """
    last = after
    parts: list[Record] = []
    for record in archive.records(source):
        if record.kind == "data":
            parts.append(record)
            continue
        last = _step(record, canonical.read(record.body(source)), tuple(parts), last)
        parts = []
        yield last
    if parts:
        raise Invalid("stray", "data stands at the end that belongs to no event")


def end(source: Bytes, height: int) -> Step:
    """The last event of a part that ends at `height`, as the next part sees it; it is not checked here.

    Invalid `stray` where there is none.
    """
    found = [record for record in archive.records(source) if record.kind == "event"][-1:]
    if not found:
        raise Invalid("stray", f"there is no event at height {height}")
    _, _, kind, _ = canonical.fields(
        canonical.read(found[0].body(source)), "parent?", "height", "type", "payload?"
    )
    return Step(str(kind), Head(found[0].digest, height), ())


def _step(record: Record, value: object, parts: tuple[Record, ...], last: Step | None) -> Step:
    parent, height, kind, payload = canonical.fields(value, "parent?", "height", "type", "payload?")
    expected = last.head.height + 1 if last else 0
    if parent != (last.head.digest if last else None):
        raise Invalid("chain", f"the event at height {expected} does not name the one before it")
    if type(height) is not int or height != expected:
        raise Invalid("chain", f"the event at height {expected} has another height")
    if not isinstance(kind, str) or kind not in AFTER.get(last.kind if last else None, ()):
        if kind in ("Shuffle", "EndShuffles"):
            raise Unreadable("elections with shuffles are not supported")
        before = f"after {last.kind}" if last else "first"
        raise Invalid("grammar", f"{_name(kind)} at height {height} may not come {before}")
    if payload != (parts[-1].digest if parts else None):
        raise Invalid("chain", f"the payload at height {height} is not the data before it")
    if len(parts) != PARTS[kind]:
        raise Invalid("stray", f"{len(parts)} records stand before {kind} at height {height}")
    return Step(kind, Head(record.digest, expected), parts)


def _name(kind: object) -> str:
    return kind if isinstance(kind, str) and re.fullmatch(r"[A-Za-z]{1,24}", kind) else "an unknown event"
