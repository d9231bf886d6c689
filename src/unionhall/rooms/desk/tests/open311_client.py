"""A program that speaks Open311, for the tests: it posts, reads XML and JSON, and knows one key."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from django.test import Client

from unionhall.rooms.desk.open311.models import ApiKey

ADDRESS = "/open311/v2/"
KEY = "a-key-for-tests-only"
SPOT = {"lat": "51.5", "long": "-0.12"}


class Program:
    """Another program; it keeps no cookies worth the name."""

    def __init__(self) -> None:
        ApiKey.objects.issue("A program", text=KEY)
        self.client = Client(enforce_csrf_checks=True)

    def get(self, call: str, **fields: Any) -> Any:
        """Make a GET call such as `requests.xml`."""
        return self.client.get(ADDRESS + call, fields)

    def post(self, fields: dict[str, Any], *, form: str = "json", **headers: str) -> Any:
        """Send a request with the key, at a spot that no area has."""
        whole = {"api_key": KEY, **SPOT, **fields}
        return self.client.post(f"{ADDRESS}requests.{form}", whole, headers=headers)

    def number(self, fields: dict[str, Any]) -> str:
        """The number of a public request that was sent."""
        return str(self.post(fields).json()[0]["service_request_id"])


def error(response: Any) -> tuple[int, str]:
    """Code and description of an error in JSON, which agree with the status."""
    (only,) = response.json()
    assert only.keys() == {"code", "description"}
    assert only["code"] == response.status_code
    return only["code"], only["description"]


def parsed(response: Any) -> Element:
    """The XML of an answer, which says its encoding and has the type that the specification wants."""
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert response.content.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    return ElementTree.fromstring(response.content)


def tags(element: Element) -> list[str]:
    return [child.tag for child in element]


def texts(element: Element) -> Iterator[tuple[str, str | None]]:
    return ((child.tag, child.text) for child in element)
