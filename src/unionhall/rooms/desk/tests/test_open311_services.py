"""Open311: discovery, the list of services and their definitions."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from unionhall.rooms.desk.models import ServiceVersion
from unionhall.rooms.desk.tests.open311_client import Program, error, parsed, tags, texts
from unionhall.rooms.desk.tests.town import service

if TYPE_CHECKING:
    from tests.town import Town

QUESTIONS: list[dict[str, Any]] = [
    {
        "code": "POLE",
        "datatype": "string",
        "required": True,
        "order": 2,
        "label": {"en": "Which number is on the pole?", "zh-hans": "灯杆上是几号？"},
        "hint": {"en": "It is on a small plate."},
        "values": [],
    },
    {
        "code": "COLOUR",
        "datatype": "singlevaluelist",
        "required": False,
        "order": 1,
        "label": {"en": "Which colour has the light?"},
        "values": [{"key": "w", "name": {"en": "White"}}, {"key": "y", "name": {"en": "Yellow"}}],
    },
    {"code": "TOLD", "datatype": "text", "variable": False, "order": 3, "label": {"en": "We come by night."}},
]


@pytest.fixture
def program(town: "Town") -> Program:
    service(
        "street-light",
        "Street light",
        public=True,
        keywords={"en": "lamp, dark"},
        description={"en": "A lamp & its pole"},
        questions=QUESTIONS,
    )
    return Program()


def test_discovery_says_where_everything_is(program: Program) -> None:
    root = parsed(program.get("discovery.xml"))
    assert root.tag == "discovery"
    assert tags(root) == ["changeset", "contact", "key_service", "endpoints"]
    (endpoint,) = root.findall("endpoints/endpoint")
    assert tags(endpoint) == ["specification", "url", "changeset", "type", "formats"]
    assert endpoint.findtext("specification") == "http://wiki.open311.org/GeoReport_v2"
    assert str(endpoint.findtext("url")).endswith("/open311/v2")
    assert endpoint.findtext("type") == "production"
    assert [each.text for each in endpoint.findall("formats/format")] == ["text/xml", "application/json"]
    assert "Town Union" in str(root.findtext("contact"))


def test_discovery_is_the_same_in_json(program: Program) -> None:
    response = program.get("discovery.json")
    assert response["Content-Type"] == "application/json; charset=utf-8"
    found = response.json()
    assert list(found) == ["changeset", "contact", "key_service", "endpoints"]
    assert found["endpoints"][0]["formats"] == ["text/xml", "application/json"]


def test_a_new_version_of_a_service_raises_the_changeset(program: Program) -> None:
    before = program.get("discovery.json").json()["changeset"]
    later = timezone.now() + timedelta(hours=1)
    ServiceVersion.objects.filter(service__code="transport").update(made_at=later)
    assert program.get("discovery.json").json()["changeset"] > before


def test_services_are_listed_element_by_element(program: Program) -> None:
    root = parsed(program.get("services.xml"))
    assert root.tag == "services"
    light, transport = root.findall("service")
    assert list(texts(light)) == [
        ("service_code", "street-light"),
        ("service_name", "Street light"),
        ("description", "A lamp & its pole"),
        ("metadata", "true"),
        ("type", "realtime"),
        ("keywords", "lamp, dark"),
        ("group", "General"),
    ]
    assert (transport.findtext("type"), transport.findtext("metadata")) == ("blackbox", "false")


def test_services_are_a_bare_list_in_json(program: Program) -> None:
    listed = program.get("services.json").json()
    assert [(each["service_code"], each["metadata"]) for each in listed] == [
        ("street-light", True),
        ("transport", False),
    ]


def test_services_speak_the_language_that_is_asked_for(program: Program) -> None:
    response = program.client.get(
        "/open311/v2/services/street-light.json", headers={"Accept-Language": "zh-hans"}
    )
    assert response.json()["attributes"][1]["description"] == "灯杆上是几号？"


def test_a_definition_lists_its_questions_in_order(program: Program) -> None:
    root = parsed(program.get("services/street-light.xml"))
    assert root.tag == "service_definition"
    assert tags(root) == ["service_code", "attributes"]
    colour, pole, told = root.findall("attributes/attribute")
    assert list(texts(pole)) == [
        ("variable", "true"),
        ("code", "POLE"),
        ("datatype", "string"),
        ("required", "true"),
        ("datatype_description", "It is on a small plate."),
        ("order", "2"),
        ("description", "Which number is on the pole?"),
        ("values", None),
    ]
    assert [dict(texts(value)) for value in colour.findall("values/value")] == [
        {"key": "w", "name": "White"},
        {"key": "y", "name": "Yellow"},
    ]
    assert told.findtext("variable") == "false"


def test_a_definition_in_json_is_one_object_with_bare_lists(program: Program) -> None:
    found = program.get("services/street-light.json").json()
    assert list(found) == ["service_code", "attributes"]
    assert found["attributes"][0] == {
        "variable": True,
        "code": "COLOUR",
        "datatype": "singlevaluelist",
        "required": False,
        "datatype_description": None,
        "order": 1,
        "description": "Which colour has the light?",
        "values": [{"key": "w", "name": "White"}, {"key": "y", "name": "Yellow"}],
    }


def test_a_private_service_has_a_definition_too(program: Program) -> None:
    assert program.get("services/transport.json").json() == {"service_code": "transport", "attributes": []}


def test_an_unknown_service_is_not_found(program: Program) -> None:
    assert error(program.get("services/nothing.json"))[0] == 404


def test_a_retired_service_is_gone_from_its_last_day_on(program: Program, town: "Town") -> None:
    town.desk.service.service.retired_on = timezone.localdate()
    town.desk.service.service.save()
    assert [each["service_code"] for each in program.get("services.json").json()] == ["street-light"]
    assert error(program.get("services/transport.json"))[0] == 404
