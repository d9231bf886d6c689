"""Web processes and workers of several machines on the one database that the test is connected to."""

import http.client
import subprocess
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.db import connections
from django.test import Client

from tests.setup.halls import COMMAND, Hall

TOKEN = "t" * 32  # the form's proof, as the hall accepts it: the same in the cookie and in the form
FIRST_PORT = 8300


@dataclass
class Machine(Hall):
    """One machine with a home of its own; `variables` are its settings."""

    port: int = FIRST_PORT
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        ours = {"DATABASE_URL": url(), "DATABASE_OWNER_URL": url("owner")}
        ours |= {"UNIONHALL_SECRET_KEY": settings.SECRET_KEY, "UNIONHALL_SECOND_FACTOR_DAYS": "off"}
        return {**super().environment, **ours, **self.variables}

    def launch(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command that goes on until the test ends."""
        with (self.home.parent / f"{self.home.name[:40]}.log").open("a") as log:
            process = subprocess.Popen(
                [*COMMAND, *arguments], env=self.environment, stdout=log, stderr=log, text=True
            )
        self.running.append(process)
        return process

    def wait_for_server(self) -> None:
        """Return when the web server that it has launched shows a page."""
        self.wait_for_page(self.running[0].pid)

    def get(self, path: str, **cookies: str) -> "Answer":
        return self._ask("GET", path, None, cookies)

    def post(self, path: str, values: Mapping[str, Any], **cookies: str) -> "Answer":
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **values})
        return self._ask("POST", path, body, {"csrftoken": TOKEN, **cookies})

    def led(self, path: str, values: Mapping[str, Any]) -> "Answer":
        """The page to which a form leads."""
        return self.get(self.post(path, values).location)

    def _ask(self, method: str, path: str, body: str | None, cookies: Mapping[str, str]) -> "Answer":
        line = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.address}
        line.request(method, path, body, headers)
        answer = line.getresponse()
        text = answer.read().decode()
        line.close()
        return Answer(answer.status, text, answer.getheader("Location") or "")


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    location: str = ""


def url(alias: str = "default", name: str = "") -> str:
    """The address of the database that the test is connected to."""
    place = connections[alias].settings_dict
    host = quote(place["HOST"], safe="")
    return f"postgresql://{place['USER']}:{place['PASSWORD']}@/{name or place['NAME']}?host={host}"


def session_of(person: Any) -> str:
    """The cookie of somebody who has signed in, known to every machine."""
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


def at_once(actions: Iterable[Callable[[], Any]]) -> list[Any]:
    """Do all of it at the same moment; what each returned."""
    todo = list(actions)
    barrier = Barrier(len(todo))

    def act(action: Callable[[], Any]) -> Any:
        barrier.wait(20)
        return action()

    with ThreadPoolExecutor(len(todo)) as threads:
        return list(threads.map(act, todo))
