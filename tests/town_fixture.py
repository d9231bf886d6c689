"""The town as a fixture, and a database for a whole module; a plugin, so that models load after Django."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture
def town(db: None) -> "Town":
    """A small union in the database, gone after the test."""
    from tests.town import build

    return build()


@pytest.fixture(scope="module")
def lasting_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is made in it stays for all tests of a module; what a test of `db` adds is gone after the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
