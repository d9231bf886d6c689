"""A town with real commits that the machines of a module share."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests import databases
from unionhall import database, environment

if TYPE_CHECKING:
    from tests.beyond.halls import Machine
    from tests.town import Town


@pytest.fixture(scope="module")
def shared_town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator["Town"]:
    """The town in a database of its own, which the test is connected to."""
    from tests.town import build

    read = environment.load()
    session = database.Session(read.database_url, read.database_owner_url)
    with django_db_blocker.unblock(), databases.clone(session):
        yield build()


@pytest.fixture(scope="module")
def make_machine(
    shared_town: "Town", tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., "Machine"]]:
    """Makes machines on that database; whatever runs on them is ended after the module."""
    from tests.beyond.halls import FIRST_PORT, Machine
    from tests.setup.conftest import end

    machines: list[Machine] = []
    shared = {"UNIONHALL_COUNTS": str(tmp_path_factory.mktemp("counts"))}

    def make(**variables: str) -> Machine:
        home: Path = tmp_path_factory.mktemp("machine") / "home"
        machines.append(Machine(home, FIRST_PORT + len(machines), variables={**shared, **variables}))
        return machines[-1]

    yield make
    for machine in machines:
        end(machine)
