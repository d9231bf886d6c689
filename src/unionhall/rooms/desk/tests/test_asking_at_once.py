"""Two clicks at the same moment, each in a thread and a transaction of its own; and how short one is."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from tests.walking import Walker
from unionhall.kernel.matters.models import Matter

URL = "/desk/ask/transport/"


def click(draft: str) -> int:
    try:
        return Client().post(URL, {"draft": draft, "send": "1"}).status_code
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_make_one_request() -> None:
    from tests.town import build

    town = build()
    walker = Walker(Client(), URL).say(description="Late")
    walker.say(place=str(town.north.pk), address="").say()
    with ThreadPoolExecutor(4) as threads:
        assert [*threads.map(click, [walker.draft] * 4)] == [303] * 4
    assert Matter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_last_screen_goes_to_the_database_five_times() -> None:
    """The session; what is asked for, with the draft; who answers; what is written; the draft emptied."""
    from tests.town import build

    town, client, sent = build(), Client(), list[str]()
    client.force_login(town.member)

    def watch(execute: Any, sql: str, *given: Any) -> Any:
        sent.append(sql)
        return execute(sql, *given)

    for _first_what_a_process_asks_once in range(2):
        walker = Walker(client, URL).say(description="Late")
        walker.say(place=str(town.north.pk), address="").say()
        sent.clear()
        with connection.execute_wrapper(watch):
            assert client.post(walker.url, {"draft": walker.draft, "send": "1"}).status_code == 302
    assert (len(sent), Matter.objects.count()) == (5, 2)
