"""The application can add to the journal and read it, and nothing else."""

from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, connection, transaction

from unionhall.kernel.journal.models import Entry

if TYPE_CHECKING:
    from tests.town import Town

TABLE = Entry._meta.db_table
FORBIDDEN = (
    f"UPDATE {TABLE} SET event = 'desk.answer'",  # noqa: S608
    f"UPDATE {TABLE} SET number = number",  # noqa: S608
    f"DELETE FROM {TABLE}",  # noqa: S608
    f"TRUNCATE {TABLE}",
    f"TRUNCATE {TABLE} CASCADE",
    f"ALTER TABLE {TABLE} DISABLE TRIGGER ALL",
    f"DROP TABLE {TABLE}",
    f"ALTER TABLE {TABLE} RENAME TO forgotten",
    f"CREATE RULE quiet AS ON INSERT TO {TABLE} DO INSTEAD NOTHING",
    "SET session_replication_role = 'replica'",
    "CREATE TABLE another_journal (id int)",
)


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_application_can_not_rewrite_it(town: "Town", statement: str) -> None:
    town.desk.ask()
    before = list(Entry.objects.values_list("digest", flat=True))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(Entry.objects.values_list("digest", flat=True)) == before


def test_saving_an_entry_again_is_refused(town: "Town") -> None:
    town.desk.ask()
    entry = Entry.objects.get()
    entry.event = "desk.answer"
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.save()


def test_the_applications_role_owns_nothing_and_has_no_special_rights(db: None) -> None:
    assert _one("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole") == 0
    assert _one("SELECT count(*) FROM pg_proc WHERE proowner = current_user::regrole") == 0
    rights = "rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication"
    assert _one(f"SELECT {rights} FROM pg_roles WHERE rolname = current_user") is False  # noqa: S608


def test_the_applications_role_can_not_become_the_owner(db: None) -> None:
    owner = _one(f"SELECT tableowner FROM pg_tables WHERE tablename = '{TABLE}'")  # noqa: S608
    assert _one(f"SELECT pg_has_role(current_user, '{owner}', 'MEMBER')") is False


def _one(query: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]
