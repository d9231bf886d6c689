"""What every answer tells the browser: a page, an error, a file, a drawing, whatever it is."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tests.permissions.addresses import arguments
from tests.permissions.visitors import VISITORS, visitor_of
from tests.protection.crawling import knock
from unionhall.rooms.desk.tests.addresses import file_of

if TYPE_CHECKING:
    from tests.town import Town

CLOSED = ("default-src", "object-src", "base-uri", "frame-ancestors")
OWN = ("script-src", "style-src", "img-src", "font-src", "connect-src")
LOOSE = ("unsafe", "data:", "*", "http:")
LATER = 31_536_000  # seconds, a year


def policy(headers: Mapping[str, str]) -> dict[str, list[str]]:
    """The Content-Security-Policy by its directives."""
    written = headers.get("Content-Security-Policy", "")
    parts = [part.split() for part in written.split(";") if part.strip()]
    return {name: sources for name, *sources in parts}


def faults(answer: Any) -> list[str]:
    """What an answer lacks."""
    headers, said = answer.headers, policy(answer.headers)
    everything = said.get("default-src")
    found = [name for name in CLOSED if said.get(name) != ["'none'"] and "sandbox" not in said]
    found += [name for name in OWN if not _is_own(said.get(name, everything))]
    found += [word for word in LOOSE if word in headers.get("Content-Security-Policy", "")]
    if headers.get("X-Content-Type-Options") != "nosniff":
        found.append("may be sniffed")
    if headers.get("Referrer-Policy") != "same-origin":
        found.append("tells others where one was")
    return found


def _is_own(sources: list[str] | None) -> bool:
    """Whether a directive names the hall itself, nobody, or what has exactly this content."""
    return bool(sources) and all(each in ("'self'", "'none'") or "sha256-" in each for each in sources or ())


@pytest.fixture
def filled(town: "Town") -> dict[str, dict[str, Any]]:
    file = file_of(town)
    return arguments(town, file.matter.reference, str(file.uid))


@pytest.mark.slow("every address of the hall")
@pytest.mark.parametrize("visitor", ["anonymous", "member", "steward", "register_keeper", "administrator"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_each_address_sends_the_policy_whatever_it_answers(
    town: "Town", filled: dict[str, dict[str, Any]], visitor: str, method: str
) -> None:
    assert visitor in VISITORS
    lacking = {}
    for name, answer in knock(None if visitor == "anonymous" else visitor_of(town, visitor), method, filled):
        if found := faults(answer):
            lacking[name] = found
        closed(answer)
    assert lacking == {}


def closed(answer: Any) -> None:
    """Read a file to its end and close it, without Django's way that closes the database too."""
    if answer.streaming:
        answer.getvalue()
        for close in answer._resource_closers:
            close()


def broken(*_given: object, **_named: object) -> None:
    raise RuntimeError


def forged(client: Client) -> Any:
    strict = Client(enforce_csrf_checks=True)
    return strict.post("/account/login/", {})


ODD: dict[str, tuple[int, Callable[[Client], Any]]] = {
    "nowhere": (404, lambda client: client.get("/nowhere/")),
    "a wrong host": (400, lambda client: client.get("/", headers={"host": "elsewhere.example"})),
    "a forged form": (403, forged),
    "a stylesheet": (200, lambda client: client.get("/static/web/hall.css")),
    "a drawing": (200, lambda client: client.get("/static/web/icons.svg")),
    "no such method": (405, lambda client: client.get("/inbox/read/")),
    "a program without a token": (401, lambda client: client.get("/api/matters")),
    "a receipt of nobody": (422, lambda client: client.post("/receipt/", {"code": "x"}, follow=True)),
}


@pytest.mark.parametrize("name", ODD)
def test_so_do_refusals_and_the_halls_own_files(town: "Town", name: str) -> None:
    status, ask = ODD[name]
    answer = ask(Client())
    closed(answer)
    assert answer.status_code == status
    assert faults(answer) == []


def test_so_does_a_failure(town: "Town", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unionhall.kernel.web.front.render", broken)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert faults(answer) == []


def test_what_is_encrypted_stays_so(settings: Any, client: Client, db: None) -> None:
    settings.SECURE_HSTS_SECONDS = LATER
    answer = client.get("/", secure=True)
    assert answer.headers["Strict-Transport-Security"] == f"max-age={LATER}"


@pytest.mark.slow("every address of the hall")
def test_no_browser_keeps_a_page_of_somebody_who_is_signed_in(
    town: "Town", filled: dict[str, dict[str, Any]]
) -> None:
    kept = []
    drawn = {"desk:board_chart", "desk:public_chart"}  # numbers of the whole union, the same for everybody
    for name, answer in knock(town.steward, "get", filled):
        if name not in drawn and "no-store" not in answer.headers.get("Cache-Control", ""):
            kept.append(name)
        closed(answer)
    assert kept == []


@pytest.mark.slow("every page of the hall")
def test_no_page_has_scripts_or_styles_within_it(town: "Town", filled: dict[str, dict[str, Any]]) -> None:
    """They would not run; one that is there was put there by somebody."""
    found = []
    for name, answer in knock(town.steward, "get", filled):
        closed(answer)
        if "Content-Disposition" in answer.headers:  # a file to keep, such as the booth, which works alone
            continue
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            text = answer.content.decode().lower()
            found += [name for sign in ("<style", " style=", " onclick=", "javascript:") if sign in text]
            tags = [part.partition(">")[0] for part in text.split("<script")[1:]]
            found += [name for tag in tags if "src=" not in tag and "application/json" not in tag]
    assert found == []
