"""Asking clamd, the daemon of ClamAV, about a file, by its command INSTREAM."""

import logging
import socket
import struct

from django.conf import settings

from unionhall.kernel.matters.cleaning.refusals import refusal

CONNECT_SECONDS, ANSWER_SECONDS = 5, 60
LONGEST_ANSWER = 4_096  # bytes

log = logging.getLogger(__name__)


def scan(content: bytes) -> None:
    """Raise FileRefused for what is harmful, and for everything as long as the scanner can't be asked.

    Where no scanner is set, nothing is asked.
    """
    if not settings.CLAMD:
        return
    try:
        answer = _ask(settings.CLAMD, content)
    except OSError as error:
        log.error("The virus scanner does not answer, so no file is taken: %s", error)
        raise refusal("unscanned") from error
    if answer.endswith(" FOUND"):
        raise refusal("infected")
    if answer != "stream: OK":
        log.error("The virus scanner can't scan, so no file is taken: %s", answer)
        raise refusal("unscanned")


def _ask(address: str, content: bytes) -> str:
    """What clamd says: the content goes as one piece with its length before it, then an empty one."""
    with _connect(address) as line:
        line.settimeout(ANSWER_SECONDS)
        line.sendall(b"zINSTREAM\0" + struct.pack("!L", len(content)) + content + struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            part = line.recv(LONGEST_ANSWER)
            if not part:
                break
            answer += part
    return answer.rstrip(b"\0").decode(errors="replace").strip()


def _connect(address: str) -> socket.socket:
    if not address.startswith("/"):
        host, _, port = address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=CONNECT_SECONDS)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(CONNECT_SECONDS)
    try:
        line.connect(address)
    except OSError:
        line.close()
        raise
    return line
