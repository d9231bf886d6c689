"""What programs that watch over the hall are told."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.town import Town
from unionhall import environment
from unionhall.ground.daily import all_daily
from unionhall.kernel.daily import rounds
from unionhall.kernel.daily.models import Done
from unionhall.operations import health, safety

ELSEWHERE = "203.0.113.9"
TOKEN = "a-token-that-is-long-enough"
BEAT = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)"


def beat(*, seconds_ago: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(BEAT, [timezone.now() - timedelta(seconds=seconds_ago)])


def test_it_lives_without_asking_the_database(client: Client) -> None:
    """No database fixture: a query would fail the test."""
    assert client.get("/health/live").content == b"live\n"


def test_it_is_ready_with_tables_and_a_worker_that_was_heard(client: Client, db: None) -> None:
    assert client.get("/health/ready").status_code == 503
    beat(seconds_ago=health.HEARTBEAT_SECONDS + 5)
    assert b"no job worker for" in client.get("/health/ready").content
    beat(seconds_ago=3)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.content) == (200, b"ready\n")


def test_it_is_not_ready_without_its_tables(client: Client, db: None) -> None:
    beat(seconds_ago=3)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'journal'")
    answer = client.get("/health/ready")
    assert (answer.status_code, b"migrations are not applied" in answer.content) == (503, True)


def test_a_promise_to_erase_that_is_late_is_said_everywhere(client: Client, town: Town) -> None:
    """Said on the page for programs, in the numbers and by the check; in time, none of them says so."""
    for each in all_daily():
        rounds.do(each.name)
    answer = client.get("/health/daily")
    assert (answer.status_code, b"late" in answer.content) == (200, False)
    assert answer.content.count(b"\n") == len(all_daily())
    assert not list(safety._daily(environment.load()))
    Done.objects.filter(name="procedures.erase").update(day=timezone.localdate() - timedelta(days=3))
    answer = client.get("/health/daily")
    assert answer.status_code == 503
    assert answer.content.decode().count(" late\n") == 1
    assert 'unionhall_daily_late{name="procedures.erase"} 1.0' in client.get("/metrics").content.decode()
    (finding,) = safety._daily(environment.load())
    assert "what it should erase is still there" in finding.what


def test_what_does_not_erase_is_late_without_an_alarm(client: Client, town: Town) -> None:
    for each in all_daily():
        rounds.do(each.name)
    Done.objects.filter(name="offices.remind").update(day=timezone.localdate() - timedelta(days=3))
    answer = client.get("/health/daily")
    assert (answer.status_code, answer.content.decode().count(" late\n")) == (200, 1)


def test_the_numbers_are_those_of_the_hall(client: Client, town: Town) -> None:
    town.desk.ask()
    client.get("/no/such/page/of/mei/")
    page = client.get("/metrics").content.decode()
    assert "unionhall_open_matters 1.0" in page
    assert "unionhall_late_matters 0.0" in page
    assert "unionhall_worker_heartbeat_seconds -1.0" in page
    assert 'unionhall_requests_total{method="GET",page="nowhere",status="404"}' in page
    assert "mei" not in page


@pytest.mark.parametrize(
    ("address", "token", "status"),
    [
        ("127.0.0.1", "", 200),
        (ELSEWHERE, "", 404),
        (ELSEWHERE, "a-guess-that-is-long-enough", 404),
        (ELSEWHERE, TOKEN, 200),
        ("", "", 404),
    ],
)
def test_the_numbers_are_for_this_machine_or_the_token(
    client: Client, db: None, settings: Any, address: str, token: str, status: int
) -> None:
    settings.METRICS_TOKEN = TOKEN
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    assert client.get("/metrics", headers=headers, REMOTE_ADDR=address).status_code == status


def test_without_a_token_set_an_empty_one_opens_nothing(client: Client, settings: Any, db: None) -> None:
    settings.METRICS_TOKEN = ""
    headers = {"Authorization": "Bearer "}
    assert client.get("/metrics", headers=headers, REMOTE_ADDR=ELSEWHERE).status_code == 404
