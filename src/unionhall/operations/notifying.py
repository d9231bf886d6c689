"""Telling systemd how a service is doing."""

import os
import socket


def tell(state: str) -> None:
    """Send one state such as `READY=1`; nothing happens where no systemd listens."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    name = "\0" + address[1:] if address.startswith("@") else address
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as door:
        door.sendto(state.encode(), name)
