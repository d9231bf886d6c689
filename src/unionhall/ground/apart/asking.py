"""Having something read apart, and what becomes of it."""

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import Any, BinaryIO

from unionhall.ground.apart import Fault, Limits, Refused, TooMuch, Unavailable, frames
from unionhall.ground.apart.starting import OURS

BEGIN_SECONDS = 30


def read(reading: str, content: bytes | BinaryIO, limits: Limits, **options: Any) -> Iterator[bytes]:
    """The pieces that `reading`, a `module:function`, makes of the content and these options.

    A file is read from where it is, and never as a whole into the memory here.

    Raises:
        Refused: by the function. TooMuch: it reached a limit. Fault: it failed, or was ordered what can't be
            done. Unavailable: nothing can be started.
    """
    order = {"reading": reading, "options": options, "megabytes": limits.megabytes}
    order |= {"seconds": limits.seconds, "longest": limits.longest}
    with _begin(_packed(order)) as line:
        line.settimeout(limits.longest)
        try:
            for piece in [content] if isinstance(content, bytes) else _read(content):
                line.sendall(piece)
            line.shutdown(socket.SHUT_WR)
            yield from _pieces(line)
        except (TimeoutError, ConnectionError, EOFError) as ended:
            raise TooMuch from ended


def _read(file: BinaryIO) -> Iterator[bytes]:
    return iter(partial(file.read, frames.AT_ONCE), b"")


def _packed(order: dict[str, Any]) -> bytes:
    packed = json.dumps(order).encode()
    if len(packed) > frames.LONGEST_ORDER:
        raise Fault(f"an order of {len(packed)} bytes, where {frames.LONGEST_ORDER} are the most")
    return packed


def _pieces(line: socket.socket) -> Iterator[bytes]:
    for sign, content in frames.received(line):
        if sign == frames.DONE:
            return
        if sign == frames.REFUSED:
            raise Refused(*json.loads(content))
        if sign == frames.BROKEN:
            raise Fault(content.decode())
        if sign == frames.TOO_MUCH:
            raise TooMuch
        yield content
    raise EOFError


def _begin(order: bytes) -> socket.socket:
    """A line to a fork that has begun; one more try where the process had just ended."""
    for _try in range(2):
        started = OURS.running()
        ours, theirs = socket.socketpair()
        ours.settimeout(BEGIN_SECONDS)
        with suppress(OSError):
            with theirs:
                socket.send_fds(started.orders, [order], [theirs.fileno()])
            begun = ours.recv(frames.HEAD.size, socket.MSG_WAITALL)[:1]
            if begun == frames.BEGUN:
                return ours
            if begun == frames.BROKEN:
                with ours:
                    raise Fault("an order that the reader can't begin")
        ours.close()
        OURS.forget(started)
    raise Unavailable
