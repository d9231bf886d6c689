"""Who gets which answer at which address: the reviewed rows of each part against the hall itself."""

from collections import Counter
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.permissions.addresses import address, arguments, names, undone
from tests.permissions.rows import EVERY_ROW, ROWS, SAID
from tests.permissions.visitors import STRANGERS, VISITORS, strangers, visitor_of, visitors_of
from unionhall.kernel.rooms import rooms
from unionhall.rooms.desk.tests.addresses import file_of

if TYPE_CHECKING:
    from tests.town import Town

VISITS = [(part, visitor) for part, rows in ROWS.items() for visitor in visitors_of(rows)]


def test_every_address_has_a_row_for_reading_and_for_sending() -> None:
    rows = {(row.method, row.name.partition(" ")[0]) for row in EVERY_ROW}
    assert [name for name in names() if not {("GET", name), ("POST", name)} <= rows] == []


def test_no_row_is_left_of_an_address_that_is_gone() -> None:
    assert {row.name.partition(" ")[0] for row in EVERY_ROW} <= set(names())


def test_no_address_has_two_rows() -> None:
    counted = Counter((row.method, row.name) for row in EVERY_ROW)
    assert [row for row, times in counted.items() if times > 1] == []


def test_the_rows_say_something_of_everybody_and_nowhere_does_the_hall_fail() -> None:
    assert {visitor for row in EVERY_ROW for visitor in row.answers} <= set(VISITORS)
    assert "500" not in {status for row in EVERY_ROW for status in (row.rest, *row.answers.values())}


def test_a_room_speaks_for_its_own_officers_only_where_an_address_is_not_its_own() -> None:
    for part, rows in SAID.items():
        own = {role.name for room in rooms() if part == f"rooms/{room.label}" for role in room.roles}
        assert [row for row in rows if not row.rest and not set(row.answers) <= own] == [], part


@pytest.mark.parametrize(("part", "visitor"), VISITS)
def test_a_visitor_gets_the_answers_of_the_rows(town: "Town", part: str, visitor: str) -> None:
    file = file_of(town)
    filled = arguments(town, file.matter.reference, str(file.uid), (part,))
    client = Client(raise_request_exception=False)
    if visitor != "anonymous":
        client.force_login(strangers(town, ROWS[part]) if visitor == STRANGERS else visitor_of(town, visitor))
    session = client.cookies.output()
    differing = {}
    for row in ROWS[part]:
        client.cookies = SimpleCookie(session.replace("Set-Cookie: ", ""))
        seen = _status(client, row.method, address(row.name, filled))
        if seen != row.answer(visitor):
            differing[f"{row.method} {row.name}"] = f"{seen}, not {row.answer(visitor)}"
    assert differing == {}


def _status(client: Client, method: str, url: str) -> str:
    """The answer to an empty knock, undone afterwards."""
    with undone():
        response = client.get(url) if method == "GET" else client.post(url, {})
        if response.streaming:
            response.getvalue()  # to its end, which Django's test client closes without the connection
        return str(response.status_code)
