"""Fixtures of the whole test run."""

import os
import shutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from tests import databases, programs
from unionhall import database, environment


def pytest_configure() -> None:
    """What makes a hall safe and slow: a password is costly to try, and a file is on the disk at once.

    Neither is what a test within this process proves; the halls that tests start have both.
    """
    hasher = Argon2PasswordHasher
    hasher.time_cost, hasher.memory_cost, hasher.parallelism = 1, 8, 1
    os.fsync = lambda fd: None
    hypothesis.settings.register_profile("unhurried", deadline=None)  # no test is of how fast the machine is
    hypothesis.settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Start a database of the run's own, on the first test that asks for one."""
    kept = getattr(request.config, "cache", None)
    with (
        database.running(environment.load(), durable=False) as session,
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
    ):
        databases.prepare(session, kept and kept.mkdir("tables"))
        databases.clone_for_transactional_tests(session, patch)
        with databases.standing(session):
            django_db_blocker.block()
            yield
            django_db_blocker.restore()


@pytest.fixture(scope="session", autouse=True)
def static_files_are_listed_once() -> Iterator[None]:
    """Each client loads the middlewares anew, which look all static files up: the first does it for all."""
    whitenoise: Any = import_module("whitenoise.middleware").WhiteNoiseMiddleware
    look_up, found = whitenoise.add_files_from_finders, dict[str, Any]()

    def add(self: Any) -> None:
        if not found:
            look_up(self)
            found.update(self.files)
        self.files.update(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whitenoise, "add_files_from_finders", add)
        yield


@pytest.fixture(autouse=True)
def leaves_no_language() -> Iterator[None]:
    """A page in Chinese leaves its language to the thread; the next test begins without it."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def counts_from_nothing() -> None:
    """Tries are counted in files, which no transaction takes back: no test counts those of another."""
    shutil.rmtree(settings.KEYS.counts, ignore_errors=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window; tests that use it carry the mark `browser`.

    It ends with its module, since as long as it runs its event loop stands in the way of other loops.
    """
    quiet = [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=programs.chromium(), args=quiet)
        yield chromium
        chromium.close()
