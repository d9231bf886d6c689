"""The tables of the database, brought up to date by their owner; Django must be ready."""

MIGRATING = 0x756E696F6E  # an advisory lock: one process migrates at a time


def are_missing() -> bool:
    """Whether the database has no tables yet."""
    from django.db import connections

    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT to_regclass('django_migrations') IS NULL")
        return bool(cursor.fetchone()[0])


def migrate(verbosity: int = 0) -> None:
    """Bring the tables up to date as their owner; of several processes one does it and the others wait.

    With a `verbosity` Django says what it does, also that there is nothing to do.
    """
    from django.core.management import call_command
    from django.db import connections

    from unionhall.database import structure

    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            if are_missing() and structure.fits(owner):
                structure.make(owner)
            if verbosity or are_missing() or structure.installed() - structure.applied(owner):
                call_command("migrate", database="owner", verbosity=verbosity, interactive=False)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])
    owner.close()
