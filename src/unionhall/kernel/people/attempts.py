"""Counting attempts at sign-in, for all web processes together and without anybody's address."""

from django.db import connection

from unionhall.kernel.privacy import counting


def key(name: str, prefix: str, version: int) -> str:
    """What stands in the table of attempts for an address or a login: a hash under the key of the day.

    The key is outside the database: see `counting`.
    """
    return counting.digest(f"{prefix}:{version}:{name}")


def forget() -> None:
    """Throw away what counts no more."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_attempts WHERE expires < now()")
