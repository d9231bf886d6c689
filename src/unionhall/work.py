"""What every command needs before it works: the environment, Django and the database."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

import django

from unionhall import database, environment, presence
from unionhall.environment import Environment

MIGRATING = 0x756E696F6E  # an advisory lock: one process migrates at a time
ALONE = "works_alone"


def prepare(*, direct: bool = False) -> Environment:
    """Read the environment and load Django; links lead to the hall that is open now.

    `direct`: go around a pooler, which knows neither LISTEN nor what belongs to a session.
    """
    read = environment.load()
    if direct and read.database_direct_url != read.database_url:
        read = environment.load_with(DATABASE_URL=read.database_direct_url)
    if (address := presence.address(read.home)) and not os.environ.get("UNIONHALL_ADDRESS"):
        read = environment.load_with(UNIONHALL_ADDRESS=address)
    django.setup()
    return read


@contextmanager
def at_work() -> Iterator[Environment]:
    """Django with a database that answers and has its tables, for as long as the block lasts."""
    read = prepare(direct=True)
    with database.running(read):
        if is_new():
            migrate()
        try:
            yield read
        finally:
            disconnect()


def alone(action: Callable[..., Any]) -> Callable[..., Any]:
    """Mark the action of a room's command that needs neither Django nor the database."""
    setattr(action, ALONE, True)
    return action


def is_new() -> bool:
    """Whether the database has no tables yet."""
    from django.db import connections

    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT to_regclass('django_migrations') IS NULL")
        return bool(cursor.fetchone()[0])


def migrate(verbosity: int = 0) -> None:
    """Bring the tables up to date as their owner; of several processes one does it and the others wait."""
    from django.core.management import call_command
    from django.db import connections

    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            call_command("migrate", database="owner", verbosity=verbosity, interactive=False)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])
    owner.close()


def load_demo() -> bool:
    """Load the demo union if nobody is in the hall yet; False when somebody is or there is no demo."""
    from django.contrib.auth import get_user_model

    if get_user_model()._default_manager.exists() or not (demo := _demo()):
        return False
    demo.load()
    return True


def demo_credentials() -> dict[str, Any]:
    """The address and the sign-ins of the demo union, empty where there is no demo."""
    demo = _demo()
    return dict(demo.credentials()) if demo else {}


def _demo() -> ModuleType | None:
    return import_module("unionhall.demo") if find_spec("unionhall.demo") else None


def disconnect() -> None:
    """Close the connections of this thread."""
    from django.db import connections

    connections.close_all()
