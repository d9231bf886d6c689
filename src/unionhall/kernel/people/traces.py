"""What signing in leaves in the tables: days instead of moments, and rows whose order tells nothing.

So nobody who reads them can line up who came when with what was written at that time, such as ballots.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import connection, transaction

from unionhall.kernel.people import attempts
from unionhall.kernel.people.models import Session

LEFT: dict[Any, str] = {Session: "", Authenticator: "last_used_at", SocialAccount: "last_login"}
# Nobody may write these rows meanwhile: theirs would be gone, and somebody would read that a session ended.
LOCK = "LOCK TABLE {table} IN EXCLUSIVE MODE"
ROUND = """
    UPDATE {table} SET {moment} = date_trunc('day', {moment}, 'UTC')
    WHERE {moment} <> date_trunc('day', {moment}, 'UTC')
"""
SHUFFLE = """
    WITH gone AS (DELETE FROM {table} RETURNING *)
    INSERT INTO {table} ({columns}) SELECT {columns} FROM gone ORDER BY random()
"""


def blur() -> None:
    """Write what sign-ins left anew in chance order, so that neither versions nor places of rows tell one."""
    attempts.forget()
    for model, moment in LEFT.items():
        columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in (LOCK, ROUND, SHUFFLE) if moment else (LOCK, SHUFFLE):
                named = {"table": model._meta.db_table, "moment": moment, "columns": columns}
                cursor.execute(statement.format(**named))
