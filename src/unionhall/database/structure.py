"""All tables as the migrations leave them, in one piece of SQL for a database that has none yet.

`structure.sql` is what PostgreSQL says of a database that was migrated from nothing; it begins with the
names of those migrations in their order. `make tables` writes it, and a test holds it to what the
migrations make. A hall that has more of them, as one with a room of its own, goes on from there by
migrating.
"""

import pkgutil
from collections.abc import Set
from pathlib import Path

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

WRITTEN = Path(__file__).with_name("structure.sql")
NAMED = "-- migration: "
SCHEMA = "public"  # which every name in it says
RECORD = """
    INSERT INTO django_migrations (app, name, applied) SELECT *, now() FROM unnest(%s::text[], %s::text[])
"""

Name = tuple[str, str]  # of a migration: its app and its own


def fits(owner: BaseDatabaseWrapper) -> bool:
    """Whether this hall has all that it is the sum of, and the database the place for it."""
    with owner.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return bool(cursor.fetchone()[0] == SCHEMA) and installed() >= set(_named())


def make(owner: BaseDatabaseWrapper) -> None:
    """Make all tables in one transaction; whoever dies on the way leaves nothing behind."""
    with transaction.atomic(using=owner.alias), owner.cursor() as cursor:
        cursor.execute(WRITTEN.read_text())
        cursor.execute(RECORD, [list(column) for column in zip(*_named(), strict=True)])
        emit_post_migrate_signal(verbosity=0, interactive=False, db=owner.alias)


def installed() -> Set[Name]:
    """Every migration that is there, found without loading it."""
    return {
        (app.label, module.name)
        for app in apps.get_app_configs()
        for module in pkgutil.iter_modules([str(Path(app.path) / "migrations")])
        if not module.ispkg and module.name[0] not in "_~"
    }


def applied(owner: BaseDatabaseWrapper) -> Set[Name]:
    """Every migration that the database has been through."""
    with owner.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return set(cursor.fetchall())


def _named() -> list[Name]:
    lines = WRITTEN.read_text().partition("\n\n")[0].splitlines()
    pairs = (line.removeprefix(NAMED).partition(".") for line in lines if line.startswith(NAMED))
    return [(app, name) for app, _dot, name in pairs]
