"""A thousand phones that follow a meeting, simulated by one process: each asks as the page's script does."""

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

PACE = 0.8  # seconds between an answer and the next time one asks, give or take a tenth, as in follow.js
HEADERS = "Host: {host}\r\nX-Pass: {given}\r\nAccept: */*\r\nAccept-Language: en\r\n\r\n"


@dataclass
class Follower:
    """One phone. `heard`: when it heard of which version of the log, as (monotonic seconds, lines)."""

    path: str
    given: str
    version: str
    heard: list[tuple[float, int]] = field(default_factory=list)
    asked: int = 0
    new: int = 0
    trouble: int = 0
    seconds: list[float] = field(default_factory=list)

    async def follow(self, host: str, port: int, until: float) -> None:
        """Ask until then; a connection that breaks is made anew."""
        await asyncio.sleep(random.random() * PACE)
        while time.monotonic() < until:
            try:
                reader, writer = await asyncio.open_connection(host, port)
                await self._on(reader, writer, f"{host}:{port}", until)
                writer.close()
            except (OSError, asyncio.IncompleteReadError, ValueError):
                self.trouble += 1
                await asyncio.sleep(PACE)

    async def _on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, until: float
    ) -> None:
        rest = HEADERS.format(host=host, given=self.given)
        while time.monotonic() < until:
            begun = time.monotonic()
            writer.write(f"GET {self.path}?after={self.version} HTTP/1.1\r\n{rest}".encode())
            status, headers = await _head(reader)
            if length := int(headers.get("content-length", 0)):
                await reader.readexactly(length)
            now = time.monotonic()
            self.asked += 1
            self.seconds.append(now - begun)
            if status == 200:
                self.new += 1
                self.version = headers["x-version"]
                self.heard.append((now, lines_in(self.version)))
            elif status != 204:
                self.trouble += 1
            await asyncio.sleep(PACE * (0.9 + random.random() / 5))


async def _head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    named = (line.partition(":") for line in head[1:] if line)
    return int(head[0].split()[1]), {name.lower(): value.strip() for name, _colon, value in named}


def lines_in(version: str) -> int:
    """How many lines of the log a version has."""
    return int(version.partition(".")[0])


def run(address: str, phones: list[tuple[str, str, str]], seconds: float, found: Any) -> None:
    """Let phones, each a path, a pass and a version, follow for so long; what they heard goes to a queue."""
    parts = urlsplit(address)
    followers = [Follower(*each) for each in phones]
    until = time.monotonic() + seconds

    async def all_of_them() -> None:
        host, port = parts.hostname or "", parts.port or 80
        await asyncio.gather(*(each.follow(host, port, until) for each in followers))

    asyncio.run(all_of_them())
    found.put([(each.heard, each.asked, each.new, each.trouble, each.seconds) for each in followers])
