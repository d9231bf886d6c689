"""Whatever goes wrong is a problem of RFC 9457, and nothing goes so wrong that the hall fails."""

from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client

from unionhall.kernel.api import calling
from unionhall.kernel.api.tests.program import Program, move

if TYPE_CHECKING:
    from tests.town import Town

BROKEN = (b"{", b"\xff\xfe", b'{"text": NaN}', b'"\\ud800"', b"[" * 200_000, b"1" * 5_000, b'{"text": 1e')


def problem(answer: Any) -> tuple[int, str]:
    assert answer.headers["Content-Type"] == "application/problem+json"
    said = answer.json()
    assert said["status"] == answer.status_code
    assert said["title"]
    assert said["detail"]
    return answer.status_code, said["type"].rpartition("#")[2]


def test_no_such_address(town: "Town") -> None:
    assert problem(Client().get("/api/cake")) == (404, "not-found")
    assert problem(Client().get("/api/files/cake")) == (404, "not-found")


def test_no_such_method(town: "Town") -> None:
    answer = Client().delete("/api/matters")
    assert problem(answer) == (405, "method-not-allowed")
    assert answer.headers["Allow"] == "GET"


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic eDp5", "Bearer \ud83d"])
def test_no_token(town: "Town", header: str) -> None:
    answer = Client().get("/api/matters", headers={"Authorization": header})
    assert problem(answer) == (401, "no-token")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_session_is_no_token(town: "Town") -> None:
    client = Client()
    client.force_login(town.member)
    assert problem(client.get("/api/matters")) == (401, "no-token")


@pytest.mark.parametrize("body", BROKEN, ids=range(len(BROKEN)))
def test_a_body_that_can_not_be_read(town: "Town", body: bytes) -> None:
    program = Program(town.member)
    assert problem(program.post(move(town.desk.ask(), "add"), body)) == (400, "unreadable")
    assert problem(program.post("/api/desk/requests", body)) == (400, "unreadable")


def test_a_body_of_another_kind(town: "Town") -> None:
    program = Program(town.member)
    for path in (move(town.desk.ask(), "add"), "/api/desk/requests"):
        assert problem(program.post(path, "<a/>", content_type="text/xml")) == (415, "media-type")


def test_a_body_that_is_too_large(town: "Town") -> None:
    body = '{"text": "%s"}' % ("x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))
    program = Program(town.member)
    for path in (move(town.desk.ask(), "add"), "/api/desk/requests"):
        assert problem(program.post(path, body)) == (413, "too-large")


@pytest.mark.parametrize("said", [[], "text", 1, None, {"text": {"a": 1}}, {"text": [[1]]}], ids=str)
def test_a_body_of_the_wrong_form(town: "Town", said: Any) -> None:
    import json

    answer = Program(town.member).post(move(town.desk.ask(), "add"), json.dumps(said))
    assert problem(answer) == (400, "invalid-parameter")
    assert answer.json()["errors"][0]["pointer"].startswith("#")


@pytest.mark.parametrize("limit", ["0", "-1", "101", "99999999999999999999999", "x", "%00", "1e9"])
def test_a_number_out_of_bounds(town: "Town", limit: str) -> None:
    answer = Program(town.member).get(f"/api/matters?limit={limit}")
    assert problem(answer) == (400, "invalid-parameter")
    assert answer.json()["errors"][0]["parameter"] == "limit"


def test_a_nul_in_a_text(town: "Town") -> None:
    answer = Program(town.member).post(move(town.desk.ask(), "add"), {"text": "a\0b"})
    assert problem(answer) == (422, "invalid")
    assert problem(Program(town.member).get("/api/matters?room=%00")) == (400, "invalid-parameter")


def test_too_many_calls(town: "Town", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "HOURLY", 2)
    program, other = Program(town.member), Program(town.member)
    assert [program.get("/api/token").status_code for _number in range(2)] == [200, 200]
    answer = program.get("/api/token")
    assert problem(answer) == (429, "too-many")
    assert 0 < int(answer.headers["Retry-After"]) <= 3_600
    assert other.get("/api/token").status_code == 200


def test_a_failure_says_nothing_of_its_cause(town: "Town", monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("the password is cake")

    monkeypatch.setattr("unionhall.kernel.api.routes.places.current_atlas", fail)
    answer = Program(town.member).get("/api/places")
    assert problem(answer) == (500, "failed")
    assert b"cake" not in answer.content


def test_the_title_speaks_the_callers_language(town: "Town") -> None:
    answer = Client().get("/api/matters", headers={"Accept-Language": "zh-Hant"})
    assert "權杖" in answer.json()["detail"]
