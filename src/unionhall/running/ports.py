"""A free port for the web server."""

import socket
import sys
from dataclasses import dataclass

TRIES = 100


class NoPort(Exception):
    """No port is free."""


@dataclass(frozen=True)
class Port:
    """A port that is ours as long as the claim stays open."""

    number: int
    claim: socket.socket | None

    def release(self) -> None:
        """Give up the claim."""
        if self.claim is not None:
            self.claim.close()


def claim(host: str, wanted: int) -> Port:
    """The wanted port, or the next free one above it.

    The web server's processes share their port, so two halls that start at once could share it too: a name in
    the system's own name space, gone with the process, tells them apart.
    """
    for number in range(wanted, min(wanted + TRIES, 65536)):
        if not _is_free(host, number):
            continue
        if sys.platform != "linux":
            return Port(number, None)
        holder = socket.socket(socket.AF_UNIX)
        try:
            holder.bind(f"\0unionhall-port-{number}")
        except OSError:
            holder.close()
            continue
        return Port(number, holder)
    raise NoPort(f"No port from {wanted} on is free on {host}: set PORT.")


def answers(host: str, number: int) -> bool:
    """Whether somebody accepts connections there."""
    try:
        socket.create_connection((reachable(host), number), timeout=1).close()
    except OSError:
        return False
    return True


def reachable(host: str) -> str:
    """An address to connect to, for one to listen on."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def _is_free(host: str, number: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, number))
            probe.listen(1)
        except OSError:
            return False
    return True
