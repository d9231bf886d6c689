"""Who gets which answer at which address: the reviewed table `table.txt` against the hall itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.test import Client

from tests.permissions.addresses import VISITORS, address, arguments, names, visitor_of
from unionhall.kernel.matters import storage
from unionhall.kernel.matters.cleaning import clean

if TYPE_CHECKING:
    from tests.town import Town

TABLE = Path(__file__).with_name("table.txt")


def _read() -> dict[tuple[str, str], list[str]]:
    """Statuses by method and row, in the order of the visitors."""
    lines = [line for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    cells = [line.split("|") for line in lines]
    return {(row.split()[0], " ".join(row.split()[1:])): statuses.split() for row, statuses in cells}


ROWS = _read()


@pytest.fixture
def filled(town: "Town") -> dict[str, dict[str, Any]]:
    """What the addresses are filled in with: a request of the member at the steward's area, with a file."""
    matter = town.ask()
    bus = clean(BytesIO(b"The timetable of the bus."), "bus.txt", limit=storage.LIMIT)
    file = storage.keep(matter, bus, added_by=town.member)
    file.save()
    return arguments(town, matter.reference, str(file.uid))


def test_every_address_is_in_the_table_for_reading_and_for_sending() -> None:
    rows = {(method, row.partition(" ")[0]) for method, row in ROWS}
    assert [name for name in names() if not {("GET", name), ("POST", name)} <= rows] == []


def test_no_row_is_left_of_an_address_that_is_gone() -> None:
    assert {row.partition(" ")[0] for _method, row in ROWS} <= set(names())


def test_the_table_says_something_of_everybody_and_nowhere_does_the_hall_fail() -> None:
    assert {len(statuses) for statuses in ROWS.values()} == {len(VISITORS)}
    assert "500" not in {status for statuses in ROWS.values() for status in statuses}


@pytest.mark.parametrize("visitor", VISITORS)
def test_a_visitor_gets_the_answers_of_the_table(
    town: "Town", filled: dict[str, dict[str, Any]], visitor: str
) -> None:
    client = Client(raise_request_exception=False)
    if visitor != "anonymous":
        client.force_login(visitor_of(town, visitor))
    session = client.cookies.output()
    column = VISITORS.index(visitor)
    differing = {}
    for (method, row), statuses in ROWS.items():
        client.cookies = SimpleCookie(session.replace("Set-Cookie: ", ""))
        seen = _status(client, method, address(row, filled))
        if seen != statuses[column]:
            differing[f"{method} {row}"] = f"{seen}, not {statuses[column]}"
    assert differing == {}


def _status(client: Client, method: str, url: str) -> str:
    """The answer to an empty knock, undone afterwards."""
    with _undone():
        response = client.get(url) if method == "GET" else client.post(url, {})
        if response.streaming:
            response.getvalue()  # to its end, which Django's test client closes without the connection
        return str(response.status_code)


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
