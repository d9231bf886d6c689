"""What goes over the line between the two processes: a sign, a length, that many bytes."""

import socket
import struct
from collections.abc import Iterator

AT_ONCE = 1 << 20
LONGEST_ORDER = 10_000  # bytes; what is longer would come cut off
HEAD = struct.Struct("!cI")
BEGUN, PIECE, REFUSED, TOO_MUCH, BROKEN, DONE = b"b", b"p", b"r", b"m", b"x", b"d"


def send(line: socket.socket, sign: bytes, content: bytes = b"") -> None:
    line.sendall(HEAD.pack(sign, len(content)) + content)


def received(line: socket.socket) -> Iterator[tuple[bytes, bytes]]:
    """Each frame until the line ends; EOFError where it ends within one."""
    with line.makefile("rb") as file:
        while head := file.read(HEAD.size):
            if len(head) < HEAD.size:
                raise EOFError
            sign, length = HEAD.unpack(head)
            content = file.read(length)
            if len(content) < length:
                raise EOFError
            yield sign, content


def everything(line: socket.socket) -> bytes:
    """All that the other side sends until it says no more."""
    return b"".join(iter(lambda: line.recv(AT_ONCE), b""))
