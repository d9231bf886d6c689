"""What one can ask for: the list of services, and the questions of one of them."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from unionhall.kernel.words import Words
from unionhall.rooms.desk.models import Service, ServiceVersion
from unionhall.rooms.desk.open311.answers import is_asked
from unionhall.rooms.desk.open311.offering import on_offer, version_on_offer
from unionhall.rooms.desk.open311.rendering import Document, Several


def list_all(request: HttpRequest) -> Document:
    """Every service that takes requests, private ones too: those are black boxes."""
    return Document("services", Several("service", [_summary(service) for service in on_offer()]))


def define(request: HttpRequest, code: str) -> Document:
    """The questions of one service; none if it has none."""
    version = version_on_offer(code)
    ordered = sorted(version.questions, key=lambda question: question.get("order", 0))
    attributes = [_attribute(question, order) for order, question in enumerate(ordered, start=1)]
    return Document(
        "service_definition", {"service_code": code, "attributes": Several("attribute", attributes)}
    )


def kind_of(version: ServiceVersion) -> str:
    """`realtime`: its requests are public, with a number at once. `blackbox`: they are nobody else's."""
    return "realtime" if version.public else "blackbox"


def _summary(service: Service) -> dict[str, Any]:
    version = service.current
    assert version is not None
    return {
        "service_code": service.code,
        "service_name": str(version.title),
        "description": str(version.description) or None,
        "metadata": bool(version.questions),
        "type": kind_of(version),
        "keywords": str(version.keywords) or None,
        "group": str(service.window.title),
    }


def _attribute(question: Mapping[str, Any], order: int) -> dict[str, Any]:
    values = question.get("values") or []
    return {
        "variable": is_asked(question),
        "code": str(question["code"]),
        "datatype": question["datatype"],
        "required": bool(question.get("required")),
        "datatype_description": str(Words(question.get("hint") or {})) or None,
        "order": order,
        "description": str(Words(question["label"])),
        "values": Several("value", [_value(value) for value in values]),
    }


def _value(value: Mapping[str, Any]) -> dict[str, str]:
    return {"key": str(value["key"]), "name": str(Words(value["name"]))}
