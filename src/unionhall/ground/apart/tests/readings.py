"""What the tests have read apart, in the other process."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from unionhall.ground.apart import Refused


def make_ready() -> None:
    """They need nothing."""


def backwards(content: bytes, *, times: int) -> Iterator[bytes]:
    for _time in range(times):
        yield content[::-1]


def refusing(content: bytes) -> Iterator[bytes]:
    yield content
    raise Refused("strange", 7)


def failing(content: bytes) -> Iterator[bytes]:
    yield content
    raise KeyError(content.decode())


def large(content: bytes) -> Iterator[bytes]:
    yield bytes(int(content))[:1]


def busy(content: bytes) -> Iterator[bytes]:
    while not content:
        sum(range(10_000))
    yield content


def idle(content: bytes) -> Iterator[bytes]:
    time.sleep(60)
    yield content


def knowing(content: bytes) -> Iterator[bytes]:
    """What it is told, and which open files it has besides its line."""
    yield " ".join(os.environ).encode()
    for number in os.listdir("/proc/self/fd"):
        if os.path.exists(f"/proc/self/fd/{number}"):
            yield os.readlink(f"/proc/self/fd/{number}").encode()


def writing(content: bytes) -> Iterator[bytes]:
    try:
        Path(content.decode()).write_bytes(b"words")
    except OSError as error:
        yield type(error).__name__.encode()
