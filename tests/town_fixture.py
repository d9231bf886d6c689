"""The town as a fixture, and a database for a whole module; a plugin, so that models load after Django."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

if TYPE_CHECKING:
    from tests.town import Town


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> None:
    """Before the database of a test begins, choose the one that it needs."""
    if fixturedef.argname in ("_django_db_helper", "lasting_db"):
        from tests import databases

        of_the_town = fixturedef.scope == "function" and "town" in request.fixturenames
        databases.choose(databases.TOWN if of_the_town else databases.EMPTY)


@pytest.fixture
def town(db: None) -> Iterator["Town"]:
    """A small union in the database; what a test changes in it is gone after the test."""
    from tests import databases, moved_in
    from tests.town import build

    yield moved_in.fetch() if databases.is_the_town() else build()
    moved_in.mend_keys()


@pytest.fixture
def open_town(transactional_db: None, town: "Town") -> "Town":
    """The town with real commits, so that other threads see it."""
    return town


@pytest.fixture(scope="module")
def lasting_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is made in it stays for all tests of a module; what a test of `db` adds is gone after the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
