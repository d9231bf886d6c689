"""Small HTTP clients that keep their connection, several at once, and how long each answer took."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPMessage, RemoteDisconnected
from statistics import median, quantiles
from threading import Thread
from typing import Any
from urllib.parse import urlencode, urlsplit

Act = Callable[["Client"], object]


FORM = "application/x-www-form-urlencoded"


class Refused(RuntimeError):
    """An answer that isn't the one that was asked for."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


@dataclass
class Client:
    """One connection, with the cookies of somebody who is signed in.

    `headers` are sent each time; `answered` are those of the last answer.
    """

    address: str
    cookies: dict[str, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    answered: HTTPMessage = field(default_factory=HTTPMessage, init=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        self.connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)

    def get(self, path: str) -> str:
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str], **headers: str) -> str:
        """Send a form as a browser on the hall's own pages does, with its CSRF token."""
        token = {"csrfmiddlewaretoken": self.cookies["csrftoken"]} if "csrftoken" in self.cookies else {}
        return self._ask("POST", path, urlencode({**token, **fields}), {"Content-Type": FORM, **headers})

    def led(self, path: str, fields: Mapping[str, str] | None = None) -> str:
        """The page to which an address, or a form that is sent there, leads on."""
        here = self._ask("GET", path, leads=True) if fields is None else self.post(path, fields)
        there = self.answered["Location"]
        return self.get(there) if there else here

    def call(self, path: str, said: Mapping[str, object], **headers: str) -> str:
        """Send JSON as a program does."""
        return self._ask("POST", path, json.dumps(said), {"Content-Type": "application/json", **headers})

    def send(self, path: str, body: bytes, **headers: str) -> str:
        """Send something as a script of the hall's own pages does, with its CSRF token in a header."""
        return self._ask("POST", path, body, {"X-CSRFToken": self.cookies["csrftoken"], **headers})

    def _ask(
        self,
        method: str,
        path: str,
        body: str | bytes = "",
        more: Mapping[str, str] | None = None,
        *,
        leads: bool = False,
    ) -> str:
        headers = {"Origin": self.address, "Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}
        headers |= {**self.headers, **(more or {})}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        begun = time.perf_counter()
        try:
            self.connection.request(method, path, body or None, headers)
            answer = self.connection.getresponse()
        except RemoteDisconnected:
            if method != "GET":
                raise
            self.connection.close()  # it rested for longer than the server waits
            self.connection.request(method, path, None, headers)
            answer = self.connection.getresponse()
        text = answer.read().decode()
        self.seconds.append(time.perf_counter() - begun)
        if answer.status >= 400 or (method == "GET" and answer.status != 200 and not leads):
            raise Refused(answer.status, f"{method} {path}: {answer.status} {text[:500]}")
        self.answered = answer.headers
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return text


def at_once(clients: list[Client], act: Act, seconds: float) -> float:
    """Let every client act over and over for so long, or until it has nothing left; the seconds it took."""
    begun, problems = time.perf_counter(), list[Exception]()

    def run(client: Client) -> None:
        try:
            while time.perf_counter() < begun + seconds:
                act(client)
        except IndexError:
            return
        except Exception as problem:
            problems.append(problem)

    threads = [Thread(target=run, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise problems[0]
    return time.perf_counter() - begun


def times(seconds: list[float]) -> dict[str, Any]:
    """Median and 95th percentile in milliseconds."""
    return {"median_ms": median(seconds) * 1_000, "p95_ms": quantiles(seconds, n=20)[18] * 1_000}
