"""Logs tell what the hall did, and nobody finds a person in them."""

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client

from tests.town import Town
from unionhall.kernel.people.models import Person
from unionhall.operations.logs import SafeFormatter, configuration

VISITOR = "203.0.113.77"


class Pages:
    """What has been logged since the test began, as production writes it."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def logged() -> Iterator[Pages]:
    pages = Pages()
    handler = logging.StreamHandler(pages.stream)
    handler.setFormatter(SafeFormatter())
    root, requests = logging.getLogger(), logging.getLogger("unionhall.requests")
    level = requests.level
    root.addHandler(handler)
    requests.setLevel(logging.INFO)
    yield pages
    root.removeHandler(handler)
    requests.setLevel(level)


def test_a_walk_through_the_hall_leaves_nobody_in_the_logs(client: Client, town: Town, logged: Pages) -> None:
    matter = town.desk.ask(description="My wages of May are missing.")
    client.raise_request_exception = False
    for person in (None, town.member, town.steward, town.outsider):
        if person:
            client.force_login(person)
        for path in ("/", "/mine/", "/worklist/", f"/matters/{matter.reference}/", "/desk/", "/nowhere/mei/"):
            client.get(path, REMOTE_ADDR=VISITOR, HTTP_USER_AGENT="Mei's telephone")
        client.get("/search/", {"q": "wages"}, REMOTE_ADDR=VISITOR)
        client.post(f"/matters/{matter.reference}/accept/", {"text": "wages"}, REMOTE_ADDR=VISITOR)
    client.post(
        "/account/login/", {"login": "mei.oneill@town.example", "password": "wrong"}, REMOTE_ADDR=VISITOR
    )
    assert len(logged.lines) > 20
    people = [word for one in Person.objects.all() for word in (one.name, one.email, str(one.uid)) if word]
    for secret in (*people, matter.reference, VISITOR, "wages", "mei", "Mei", "O'Neill", "?q=", "telephone"):
        assert secret not in logged.text


def test_a_line_says_which_page_how_it_was_answered_and_under_which_number(
    client: Client, town: Town, logged: Pages
) -> None:
    matter = town.desk.ask()
    client.force_login(town.member)
    answer = client.get(f"/matters/{matter.reference}/")
    line = logged.lines[-1]
    assert (line["method"], line["page"], line["status"]) == ("GET", "matter", 200)
    assert re.fullmatch(r"[0-9a-f]{32}", line["request"])
    assert answer["X-Request-ID"] == line["request"]
    assert line["ms"] >= 0


def test_an_error_is_told_by_its_kind_and_place_without_its_words(
    client: Client, town: Town, logged: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise IntegrityError("Key (email)=(mei.oneill@town.example) already exists.") from KeyError(
            "Mei O'Neill"
        )

    monkeypatch.setattr("unionhall.kernel.people.models.Person.current_offices", property(fail, fail))
    client.force_login(town.member)
    client.raise_request_exception = False
    assert client.get("/worklist/").status_code == 500
    line = next(line for line in logged.lines if "raised" in line)
    assert line["raised"] == ["django.db.utils.IntegrityError", "builtins.KeyError"]
    assert line["where"][-1].startswith("unionhall/operations/tests/test_logs.py:")
    assert "mei" not in logged.text.lower()
    assert line["request"] == logged.lines[-1]["request"]


@pytest.mark.parametrize(
    ("message", "arguments", "said"),
    [
        ("%s asked %d times", ("Mei", 3), "… asked 3 times"),
        ("%(who)s has %(count)s", ({"who": "Mei", "count": 2},), "… has 2"),
        ("100%% of %s", ("it",), "100% of …"),
        ("Not Found: /matters/D-2026-000001/?q=wages", (), "Not Found: …"),
        ("from 203.0.113.77 or 2001:db8::1, call +44 20 7946 0958", (), "from … or …, call …"),
        ("task send[12](person='Mei')", (), "task send[12](person=…)"),
        ("D-2026-000001 of mei@town.example", (), "… of …"),
        ("已经寄出 3 封信", (), "已经寄出 3 封信"),
        ("too %s for %s", ("few",), "too … for …"),
    ],
)
def test_values_are_left_out_and_what_looks_like_a_person_is_struck(
    message: str, arguments: tuple[Any, ...], said: str
) -> None:
    record = logging.LogRecord("x", logging.WARNING, __file__, 1, message, arguments, None)
    assert json.loads(SafeFormatter().format(record))["says"] == said


def test_only_developers_get_plain_words() -> None:
    kinds = {
        debug: configuration(debug=debug, requests=True)["formatters"]["line"] for debug in (True, False)
    }
    assert kinds[False] == {"()": SafeFormatter}
    assert "format" in kinds[True]
