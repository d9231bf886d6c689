"""Who is sending something while the hall closes is answered still."""

import signal
import socket
import time
from urllib.parse import urlsplit

from tests.setup.halls import Hall

SLOW_SECONDS = 6
BODY = b"login=nobody%40town.example&password=" + b"x" * 200
HEAD = (
    "POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    f"Cookie: csrftoken={'x' * 32}\r\nContent-Length: {len(BODY)}\r\n\r\n"
)


def test_a_slow_request_that_was_under_way_comes_to_its_end(hall: Hall) -> None:
    """Sent for seconds after the hall was told to close; a connection that only waits delays nothing."""
    first = hall.start()
    where = urlsplit(hall.address)
    address = (where.hostname or "", where.port or 0)
    with socket.create_connection(address, 30) as sending, socket.create_connection(address, 30) as idle:
        idle.sendall(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b" 200 " in idle.recv(1000)
        sending.sendall(HEAD.encode() + BODY[:10])
        time.sleep(0.5)
        first.send_signal(signal.SIGTERM)
        for number in range(10, len(BODY), 40):
            time.sleep(SLOW_SECONDS / 6)
            sending.sendall(BODY[number : number + 40])
        assert sending.recv(1000).startswith(b"HTTP/1.1 403 "), "a form without its token, but answered"
    begun = time.monotonic()
    hall.close()
    assert time.monotonic() - begun < SLOW_SECONDS
    hall.wait_until_empty()
