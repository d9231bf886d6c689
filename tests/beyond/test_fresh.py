"""A connection that was used just now is good without a question, unless the database ended it."""

import psycopg
import pytest
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from unionhall.database.patient import base


@pytest.fixture
def pid(transactional_db: None) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def test_one_that_was_used_just_now_is_good_without_a_question(
    pid: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DatabaseWrapper, "is_usable", lambda self: pytest.fail("it was asked"))
    assert connection.is_usable()


def test_one_that_rested_is_asked(pid: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DatabaseWrapper, "is_usable", lambda self: False)
    monkeypatch.setattr(base, "FRESH_SECONDS", -1)
    assert not connection.is_usable()


def test_one_that_the_database_ended_is_none(pid: int) -> None:
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    assert not connection.is_usable()
    connection.close()
