"""While the database is away everybody is told so, with a way on, and nothing is called broken."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connections
from django.test import Client
from psycopg import errors
from pytest_django.plugin import DjangoDbBlocker

from unionhall.database.connections import PATIENCE
from unionhall.kernel.web.away import is_away

SIGNED_IN = {"sessionid": "x" * 32}
TOKEN = "hall_" + "x" * 43


@pytest.fixture
def client(django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[Client]:
    """A visitor of a hall for whose database nobody answers."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        connections.close_all()
        patch.setitem(connections["default"].settings_dict, "HOST", str(tmp_path))
        patch.setitem(connections["default"].settings_dict, PATIENCE, 0)
        visitor = Client(raise_request_exception=False)
        visitor.cookies.load(SIGNED_IN)
        yield visitor
        connections.close_all()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "The hall is back in a moment"), ("zh-hans", "会馆马上恢复"), ("zh-hant", "會館馬上恢復")],
)
def test_a_page_says_so_in_the_readers_language_and_asks_again(
    client: Client, language: str, words: str
) -> None:
    answer = client.get("/mine/?page=2", headers={"Accept-Language": language})
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "no-store" in answer.headers["Cache-Control"]
    assert words in page
    assert 'href="/mine/?page=2"' in page


def test_who_sent_a_form_is_told_to_send_it_again(client: Client) -> None:
    answer = client.post("/account/login/", {"login": "mei@town.example", "password": "not for the page"})
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "load this page again" in page
    assert 'href="/account' not in page
    assert "not for the page" not in page


def test_a_program_is_told_to_send_it_again(client: Client) -> None:
    answer = client.get("/api/matters", headers={"Authorization": f"Bearer {TOKEN}"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"].endswith("#away")


def test_what_asks_no_database_is_answered(client: Client) -> None:
    client.cookies.clear()
    assert client.get("/health/live").status_code == 200
    assert client.get("/health/ready").content == b"the database does not answer\n"


@pytest.mark.parametrize(
    "error",
    [psycopg.OperationalError(), psycopg.InterfaceError(), errors.AdminShutdown(), errors.CannotConnectNow()],
    ids=lambda error: type(error).__name__,
)
def test_what_came_of_a_lost_connection_is_no_fault_of_ours(error: Exception) -> None:
    asked = OperationalError()
    asked.__cause__ = error
    later = ValueError()
    later.__context__ = asked
    assert is_away(later)


@pytest.mark.parametrize(
    "error",
    [errors.DeadlockDetected(), errors.UndefinedTable(), errors.QueryCanceled(), ValueError(), None],
    ids=lambda error: type(error).__name__,
)
def test_what_went_wrong_while_it_was_there_is_a_fault_of_ours(error: Exception | None) -> None:
    assert not is_away(error)
