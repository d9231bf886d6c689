"""A process that is killed while it sends loses nothing."""

import os
import subprocess
import sys
from collections import Counter
from email import message_from_string
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from unionhall.kernel.notices import delivery
from unionhall.kernel.notices.models import Choice, Notice
from unionhall.kernel.notices.tests import dying
from unionhall.kernel.notices.tests.gateway import Gateway

COUNT = 7


def sweep_elsewhere(letters: Path, *, dies_after: int = 0, **variables: str) -> int:
    """Send from a process of its own, against the database of this test; its exit code."""
    place = connection.settings_dict
    host = quote(place["HOST"], safe="")
    url = f"postgresql://{place['USER']}:{place['PASSWORD']}@/{place['NAME']}?host={host}"
    settings = {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "unionhall.settings",
        dying.LETTERS: str(letters),
        dying.DIES_AFTER: str(dies_after),
        **variables,
    }
    done = subprocess.run(
        [sys.executable, "-m", dying.__name__], env={**os.environ, **settings}, timeout=60, check=False
    )
    return done.returncode


def message_ids(letters: Path) -> "Counter[str]":
    return Counter(message_from_string(file.read_text())["Message-ID"] for file in letters.iterdir())


@pytest.mark.slow("a process dies at each step")
@pytest.mark.django_db(transaction=True)
def test_a_killed_process_loses_no_letter_and_doubles_at_most_one(tmp_path: Path) -> None:
    from tests.town import build

    town = build()
    for _ in range(COUNT):
        town.desk.ask()
    assert sweep_elsewhere(tmp_path, dies_after=3) == -9
    assert Notice.objects.filter(sent_at=None).count() == COUNT - 2
    assert sweep_elsewhere(tmp_path) == 0
    assert not Notice.objects.filter(sent_at=None).exists()
    times = sorted(message_ids(tmp_path).values())
    assert len(times) == COUNT
    assert times[-1] == 2
    assert times[:-1] == [1] * (COUNT - 1)


@pytest.mark.slow("a process dies at each step")
@pytest.mark.django_db(transaction=True)
def test_neither_does_one_that_rings_a_gateway(tmp_path: Path, gateway: Gateway) -> None:
    from tests.town import build

    town = build()
    Choice.objects.create(person=town.steward, channel="telegram", address="4711", position=0)
    for _ in range(COUNT):
        town.desk.ask()
    reached = {"UNIONHALL_TELEGRAM_URL": gateway.url(), "UNIONHALL_PRIVATE_HOSTS": "127.0.0.1"}
    assert sweep_elsewhere(tmp_path, dies_after=3, **reached) == -9
    assert Notice.objects.filter(sent_at=None).count() == COUNT - 2
    assert delivery.sweep() == COUNT - 2
    assert not Notice.objects.filter(sent_at=None).exists()
    assert sorted(Counter(gateway.texts).values()) == [1] * (COUNT - 1) + [2]
