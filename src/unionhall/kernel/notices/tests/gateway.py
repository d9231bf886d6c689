"""A real gateway on this machine, for tests: it answers as its path says and keeps what it was sent."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


class Gateway(ThreadingHTTPServer):
    """`received` are the JSON bodies in order, `paths` where they came to, `released` ends slow answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.received: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.released = Event()

    def url(self, path: str = "/ok") -> str:
        """The Apprise address of a gateway that answers so."""
        return f"json://127.0.0.1:{self.server_port}{path}?:to={{address}}"

    @property
    def texts(self) -> list[str]:
        return [str(body["message"]) for body in self.received]


class _Answer(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        self.server.paths.append(self.path)
        self.server.received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        if self.path == "/slow":
            self.server.released.wait(10)
        self.send_response({"/broken": 500, "/refusing": 403, "/elsewhere": 302}.get(self.path, 200))
        if self.path == "/elsewhere":
            self.send_header("Location", "/ok")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_line: Any) -> None:
        """Say nothing."""


@contextmanager
def open_gateway() -> Iterator[Gateway]:
    with Gateway() as server:
        answering = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        answering.start()
        yield server
        server.released.set()
        server.shutdown()
        answering.join(5)
