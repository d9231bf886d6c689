"""A real mail server on this machine, for tests: it takes every letter and keeps it as it came."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

ANSWERS = {b"EHLO": b"250 here", b"DATA": b"354 go on", b"QUIT": b"221 bye"}


class PostOffice(ThreadingTCPServer):
    """`letters` are those that came, in order; `unknown` are addresses for which it takes none."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Counter)
        self.letters: list[bytes] = []
        self.unknown: set[str] = set()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def to(self, address: str) -> list[Message]:
        """The letters to somebody."""
        return [each for each in map(message_from_bytes, self.letters) if each["To"] == address]


class _Counter(StreamRequestHandler):
    server: PostOffice

    def handle(self) -> None:
        self.say(b"220 here")
        for line in self.rfile:
            verb = line[:4].upper()
            is_unknown = verb == b"RCPT" and any(each.encode() in line for each in self.server.unknown)
            self.say(b"550 nobody here" if is_unknown else ANSWERS.get(verb, b"250 fine"))
            if verb == b"DATA":
                self.server.letters.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                self.say(b"250 taken")
            elif verb == b"QUIT":
                return

    def say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    with PostOffice() as server:
        serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        serving.start()
        yield server
        server.shutdown()
        serving.join(5)
