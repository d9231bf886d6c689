"""Attempts are counted once for all web processes, and under a name that leads to nobody."""

import subprocess
import sys

import pytest
from django.db import connection

from tests.town import build
from unionhall.kernel.people.tests.signing import PASSWORD, ready

TRY = """
import django
django.setup()
from django.db import connections
connections["default"].settings_dict["NAME"] = {name!r}
from django.test import Client
for password in {passwords!r}:
    tried = {{"login": {login!r}, "password": password}}
    page = Client().post("/account/login/", tried, headers={{"host": "localhost"}})
    print(page.status_code, b"Too many tries" in page.content)
"""


def another_process(login: str, *passwords: str) -> list[str]:
    """Try these at a web process of its own, with the database of this test; what it answered."""
    program = TRY.format(name=connection.settings_dict["NAME"], login=login, passwords=passwords)
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.split("\n")[:-1]


@pytest.mark.slow("two processes that load Django")
@pytest.mark.django_db(transaction=True)
def test_two_processes_count_together_and_keep_no_address() -> None:
    member = ready(build().member)
    assert member.email
    assert another_process(member.email, "wrong", "wrong", "wrong") == ["200 False"] * 3
    assert another_process(member.email, "wrong", "wrong", "wrong", PASSWORD) == [
        "200 False",
        "200 False",
        "200 True",
        "200 True",
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM people_attempts")
        kept = str(cursor.fetchall())
    assert kept.count("'") > 2
    assert "127.0.0.1" not in kept
    assert "town.example" not in kept
