"""The process in which it is read: `python -P -m unionhall.ground.apart.process N`, N the number of a socket.

Each order comes with a line of its own. What it names is loaded here, so that it is loaded once, and
`make_ready` there does beforehand what needs no file; what was sent is read in a fork, which no limit that is
reached takes along.
"""

import json
import os
import resource
import select
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from unionhall.ground import titles
from unionhall.ground.apart import Refused, frames

IDLE_SECONDS = 60
MEGABYTE = 1 << 20
MOST_FILES = 32

Reading = Callable[..., Iterator[bytes]]


def serve(orders: socket.socket) -> None:
    """Take orders until none came for a while, or until whoever gives them is gone."""
    while select.select([orders], [], [], IDLE_SECONDS)[0]:
        order, files, _flags, _address = socket.recv_fds(orders, frames.LONGEST_ORDER, 1)
        if not order:
            return
        _take(order, socket.socket(fileno=files[0]), orders)


def _take(sent: bytes, line: socket.socket, orders: socket.socket) -> None:
    """Begin what was ordered, or say why not: one bad order ends nothing that others wait for."""
    with line:
        try:
            order = json.loads(sent)
            reading = _loaded(order["reading"])
        except Exception as error:
            with suppress(OSError):
                frames.send(line, frames.BROKEN, _name_of(error).encode())
            return
        if os.fork() == 0:
            orders.close()
            _read(reading, order, line)


@cache
def _loaded(named: str) -> Reading:
    module, _colon, name = named.partition(":")
    loaded = import_module(module)
    loaded.make_ready()
    reading: Reading = getattr(loaded, name)
    return reading


def _read(reading: Reading, order: dict[str, Any], line: socket.socket) -> NoReturn:
    """Read what comes over the line, answer and end, whatever happens."""
    try:
        frames.send(line, frames.BEGUN)
        _answer(reading, order, line)
    finally:
        os._exit(0)


def _answer(reading: Reading, order: dict[str, Any], line: socket.socket) -> None:
    try:
        signal.alarm(order["longest"])
        _hold_to(order["megabytes"], order["seconds"])
        for piece in reading(frames.everything(line), **order["options"]):
            frames.send(line, frames.PIECE, piece)
        frames.send(line, frames.DONE)
    except Refused as refused:
        frames.send(line, frames.REFUSED, json.dumps([refused.code, refused.limit]).encode())
    except MemoryError:
        frames.send(line, frames.TOO_MUCH)
    except Exception as error:  # said by name alone: what it says may be out of the file
        frames.send(line, frames.BROKEN, _name_of(error).encode())


def _name_of(error: Exception) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} in {where}"


def _hold_to(megabytes: int, seconds: int) -> None:
    """From here on: so much memory more, so long, no file written, no process begun, nothing dumped."""
    _limit(resource.RLIMIT_AS, _size() + megabytes * MEGABYTE)
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_NOFILE, MOST_FILES)
    for kind in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_NPROC):
        _limit(kind, 0)


def _limit(kind: int, most: int) -> None:
    _soft, hard = resource.getrlimit(kind)
    allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (allowed, allowed))


def _size() -> int:
    """How many bytes of addresses the program itself takes."""
    pages = Path("/proc/self/statm")
    return int(pages.read_text().split()[0]) * resource.getpagesize() if pages.exists() else 1 << 40


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the forks
    titles.call("unionhall file reader")
    with socket.socket(fileno=int(sys.argv[1])) as given:
        serve(given)
