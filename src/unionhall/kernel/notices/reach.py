"""Where the hall may connect to: public addresses, and hosts that the operator lists.

A look at the name alone is not enough, since the same name can give another address a moment later. So every
connection of a guarded thread is checked at the address it goes to, by an audit hook of the interpreter.
"""

import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Timer
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

Address = IPv4Address | IPv6Address
LONGEST = 15  # seconds for everything that one message takes
TIMEOUT = 10  # seconds until an answer begins
TRANSLATED = IPv6Network("64:ff9b::/96")  # RFC 6052: the last four bytes are an IPv4 address


class NotAllowed(OSError):
    """The address is private to the machine or its network, and the operator has not listed its host."""


@contextmanager
def guarded() -> Iterator[None]:
    """Let this thread connect only where the hall may; after 15 seconds its connections are shut."""
    _install()
    watch = _Watch(_listed())
    end = Timer(LONGEST, watch.shut)
    end.daemon = True
    token = _watch.set(watch)
    end.start()
    try:
        yield
    finally:
        end.cancel()
        _watch.reset(token)
        watch.close()


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Hand something over, guarded; the status of the answer. No redirect is followed, no answer is read.

    Raises OSError, HTTPException, and ValueError for what is no address.
    """
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    with guarded():
        connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
        try:
            connection.request("POST", target, body, dict(headers))
            return connection.getresponse().status
        finally:
            connection.close()


def check(host: str) -> None:
    """NotAllowed when the host has an address that the hall may not connect to; OSError when it has none."""
    allowed = _listed()
    for address in _addresses(host):
        _check(address, allowed)


def is_public(address: Address) -> bool:
    """Whether everybody on the internet means the same machine by it."""
    inner = _inner(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not (address.is_multicast or address.is_reserved)


@dataclass
class _Watch:
    """What a guarded thread may reach, and its open connections."""

    allowed: frozenset[Address]
    connections: list[socket.socket] = field(default_factory=list)

    def shut(self) -> None:
        for connection in self.connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def close(self) -> None:
        for connection in self.connections:
            connection.close()


_watch: ContextVar[_Watch | None] = ContextVar("watch", default=None)


@cache
def _install() -> None:
    sys.addaudithook(_look)


def _look(event: str, arguments: tuple[Any, ...]) -> None:
    """Called by the interpreter before anything connects; keeps a copy of the socket, to shut it by."""
    if event != "socket.connect" or (watch := _watch.get()) is None:
        return
    connection, target = arguments
    if connection.family not in (socket.AF_INET, socket.AF_INET6):
        raise NotAllowed
    _check(ip_address(str(target[0]).partition("%")[0]), watch.allowed)
    watch.connections.append(connection.dup())


def _check(address: Address, allowed: frozenset[Address]) -> None:
    if not is_public(address) and address not in allowed:
        raise NotAllowed(f"{address} is not a public address")


def _inner(address: Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one stands for, if it does."""
    if isinstance(address, IPv4Address):
        return None
    if address in TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def _listed() -> frozenset[Address]:
    """The addresses of the hosts that the operator lists; a name that is unknown now gives none."""
    found: set[Address] = set()
    for host in settings.PRIVATE_HOSTS:
        try:
            found |= _addresses(host)
        except OSError:
            continue
    return frozenset(found)


def _addresses(host: str) -> set[Address]:
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return {ip_address(str(place[0]).partition("%")[0]) for *_kind, place in found}
