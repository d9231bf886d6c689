"""Two clicks at the same moment, each in a thread and a transaction of its own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
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
        assert [*threads.map(click, [walker.draft] * 4)] == [200] * 4
    assert Matter.objects.count() == 1
