"""What a move writes is one long statement, which is looked through for its gaps once."""

from django.db import connection
from psycopg import _queries


def test_a_long_statement_is_remembered(db: None) -> None:
    several = "SELECT " + ",".join(["%s::text"] * 400) + f" -- {'a move' * 1_000}"
    before = _queries._query2pg_client.cache_info().hits
    with connection.cursor() as cursor:
        for _time in range(2):
            cursor.execute(several, ["word"] * 400)
    assert _queries._query2pg_client.cache_info().hits > before
