"""Boards, reports and search from a real replica: fresh enough, or else the primary answers."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from django.db import connections
from django.test import Client

from tests.beyond import copying
from tests.beyond.copying import Copy
from tests.beyond.halls import url
from unionhall import environment
from unionhall.database import replica
from unionhall.database.connections import REPLICA
from unionhall.database.connections import settings as database_settings
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.privacy.models import Access
from unionhall.rooms.desk.reporting import alltime

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture(scope="module")
def made(shared_town: "Town") -> Iterator[Copy]:
    with (
        tempfile.TemporaryDirectory() as folder,
        copying.running(environment.load().home, Path(folder)) as one,
    ):
        yield one


@pytest.fixture
def copy(made: Copy, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Copy]:
    """The replica as the hall's DATABASE_REPLICA_URL, up to date and looked at anew for each query."""
    settings.REPLICA_LAG = 3600
    monkeypatch.setattr(replica, "LOOK_EVERY", 0)
    monkeypatch.setattr(replica, "REST", 0)
    monkeypatch.setattr(replica, "_judged", (0, False))
    primary = connections["default"].settings_dict
    variables = {"UNIONHALL_HOME": str(made.home), "DATABASE_REPLICA_URL": made.url(primary)}
    ours = {**database_settings(environment.read(variables)), "default": primary}
    monkeypatch.setitem(connections.settings, REPLICA, connections.configure_settings(ours)[REPLICA])
    yield made
    made.resume()
    connections[REPLICA].close()
    del connections[REPLICA]


def test_search_and_reports_come_from_the_copy_and_the_log_of_reading_goes_to_the_primary(
    shared_town: "Town", copy: Copy, client: Client
) -> None:
    client.force_login(shared_town.steward)
    old = shared_town.desk.ask(description="The lamp is broken.")
    assert alltime.report()["total"]["received"] == 1, "the copy lacks the closed month, the primary has it"
    _wait_for(copy)
    copy.pause()
    new = shared_town.desk.ask(description="The lamp flickers.")
    page = client.get("/search/", {"q": "lamp"}).content.decode()
    assert (old.reference in page, new.reference in page) == (True, False)
    total = alltime.report()["total"]["received"]
    assert total == Matter.objects.count() - 1
    assert Access.objects.filter(reader=shared_town.steward.uid, purpose="search").count() == 1
    assert client.get(f"/matters/{new.reference}/").status_code == 200


def test_what_somebody_may_find_is_asked_of_the_primary(
    shared_town: "Town", copy: Copy, client: Client
) -> None:
    client.force_login(shared_town.coordinator)
    dry = shared_town.desk.ask(description="The well is dry.")
    _wait_for(copy)
    copy.pause()
    held = shared_town.coordinator.offices
    roles = dict(held.values_list("pk", "role"))
    try:
        assert dry.reference in client.get("/search/", {"q": "well"}).content.decode()
        held.update(role="auditor")
        assert dry.reference not in client.get("/search/", {"q": "well"}).content.decode()
    finally:
        for pk, role in roles.items():
            held.filter(pk=pk).update(role=role)


def test_a_copy_that_is_too_far_behind_is_not_asked(
    shared_town: "Town", copy: Copy, client: Client, settings: Any
) -> None:
    client.force_login(shared_town.steward)
    shared_town.desk.ask(description="The heating is off.")
    _wait_for(copy)
    copy.pause()
    new = shared_town.desk.ask(description="The heating is off again.")
    assert new.reference not in client.get("/search/", {"q": "heating"}).content.decode()
    settings.REPLICA_LAG = 1
    time.sleep(1.1)
    assert new.reference in client.get("/search/", {"q": "heating"}).content.decode()


def test_what_was_found_on_the_copy_is_written_to_the_primary(shared_town: "Town", copy: Copy) -> None:
    asked = shared_town.desk.ask()
    _wait_for(copy)
    found = replica.read(lambda: Matter.objects.get(pk=asked.pk))
    assert found._state.db == REPLICA
    found.kind = "changed"
    found.save(update_fields=["kind"])
    assert Matter.objects.get(pk=asked.pk).kind == "changed"
    assert found.parties.get().person == shared_town.member


def test_a_copy_that_is_gone_costs_the_reader_nothing(
    shared_town: "Town", copy: Copy, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replica, "LOOK_EVERY", 60)
    client.force_login(shared_town.coordinator)
    asked = shared_town.desk.ask(description="The gate is locked.")
    _wait_for(copy)
    assert replica.read(lambda: Matter.objects.get(pk=asked.pk))._state.db == REPLICA
    copy.kill()
    assert asked.reference in client.get("/search/", {"q": "gate"}).content.decode()
    assert client.get("/desk/board/").status_code == 200
    assert replica.read(lambda: Matter.objects.get(pk=asked.pk))._state.db == "default"


def _wait_for(copy: Copy) -> None:
    with psycopg.connect(url()) as primary:
        copy.wait_for(primary)
