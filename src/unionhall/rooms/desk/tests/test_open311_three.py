"""Open311, spoken by the client library `three` over a real connection."""

import itertools
from datetime import timedelta
from typing import Any

import pytest
from defusedxml import ElementTree
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from tests.town import build
from unionhall.rooms.desk.tests.open311_client import KEY
from unionhall.rooms.desk.tests.town import service

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def three(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The client, pointed at the running hall; it was written for a Python that still had `ifilter`."""
    monkeypatch.setattr(itertools, "ifilter", filter, raising=False)
    from three import Three

    build()
    service("street-light", "Street light", public=True)
    from unionhall.rooms.desk.open311.models import ApiKey

    ApiKey.objects.issue("three", text=KEY)
    return Three(f"{live_server.url}/open311/v2", api_key=KEY)


def test_three_discovers_the_hall(three: Any) -> None:
    assert three.discovery()["endpoints"][0]["type"] == "production"


def test_three_lists_and_defines_services(three: Any) -> None:
    assert [each["service_code"] for each in three.services()] == ["street-light", "transport"]
    assert three.services("street-light") == {"service_code": "street-light", "attributes": []}


def test_three_sends_a_request_and_finds_it(three: Any) -> None:
    (sent,) = three.post(
        "street-light",
        address="1 Mill Lane",
        name="Zelda Quagmire",
        phone="07700900123",
        description="It is dark.",
    )
    number = sent["service_request_id"]
    (found,) = three.request(number)
    assert found["description"] == "It is dark."
    assert "Zelda" not in str(found)
    assert [each["service_request_id"] for each in three.requests("street-light", status="open")] == [number]
    assert three.token(number) == [{"service_request_id": number, "token": number}]


def test_three_asks_for_a_span_and_a_page(three: Any) -> None:
    for _time in range(3):
        three.post("street-light", lat=51.5, long=-0.12)
    today = timezone.now()
    start, end = ((today + timedelta(days=days)).strftime("%m-%d-%Y") for days in (-30, 1))
    assert len(three.requests(between=[start, end])) == 3
    assert len(three.requests(between=[start, end], count=2)) == 2
    assert three.requests(between=["01-01-2020", "02-01-2020"]) == []


def test_three_is_told_what_is_wrong(three: Any) -> None:
    assert three.post("nothing", address="1 Mill Lane")[0]["code"] == 404
    three.api_key = "wrong"
    assert three.post("street-light", address="1 Mill Lane")[0]["code"] == 403
    assert three.request("D-2026-999999")[0]["code"] == 404


def test_three_speaks_xml(three: Any) -> None:
    three.format = "xml"
    root = ElementTree.fromstring(three.get("services", convert=False))
    assert [each.findtext("service_code") for each in root] == ["street-light", "transport"]
