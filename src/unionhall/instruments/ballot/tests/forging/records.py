"""Dishonest bytes of the archive."""

from typing import Any

from unionhall.instruments.ballot.belenios import (
    archive,
    canonical,
    hashing,
)
from unionhall.instruments.ballot.tests.building import TIMESTAMP, Poll, written
from unionhall.instruments.ballot.tests.forging.casting import second
from unionhall.instruments.ballot.tests.forging.table import forgery


@forgery("archive", tool=True)
def a_flipped_byte(poll: Poll) -> bytes:
    whole = bytearray(poll.written())
    whole[whole.index(b'"challenge":"') + 20] ^= 1
    return bytes(whole)


@forgery("archive", tool=True)
def another_time_in_a_record(poll: Poll) -> bytes:
    first = archive.begin(TIMESTAMP)
    rest = poll.written()[len(first) :]
    old = next(iter(archive.records(poll.written()))).body(poll.written())
    return first + archive.put("data", old, TIMESTAMP + 1) + rest[len(archive.put("data", old, TIMESTAMP)) :]


@forgery("stray", tool=True)
def data_that_belongs_to_no_event(poll: Poll) -> bytes:
    return poll.written() + archive.put("data", b'"stray"', TIMESTAMP)


@forgery("stray", tool=True)
def data_before_an_event_that_has_none(poll: Poll) -> bytes:
    steps = poll.steps[:2]
    return written([*steps, ("Ballot", [b'"stray"', second(poll)]), *poll.steps[3:]])


@forgery("archive", tool=True)
def empty_blocks_at_the_end(poll: Poll) -> bytes:
    return poll.written() + bytes(1024)


@forgery("chain", tool=True)
def an_altered_parent(poll: Poll) -> bytes:
    before = written(poll.steps[:-1])
    body = {"parent": "0" * 64, "height": len(poll.steps) - 1, "type": "Result"}
    return before + ended(poll.steps[-1][1][0], body)


@forgery("chain", tool=True)
def swapped_records(poll: Poll) -> bytes:
    whole = poll.written()
    found = list(archive.records(whole))
    first, second_ = (archive.put(one.kind, one.body(whole), TIMESTAMP) for one in found[5:7])
    return whole.replace(first + second_, second_ + first)


def ended(payload: bytes, body: dict[str, Any]) -> bytes:
    event = canonical.write(body | {"payload": hashing.digest(payload)})
    return archive.put("data", payload, TIMESTAMP) + archive.put("event", event, TIMESTAMP)
