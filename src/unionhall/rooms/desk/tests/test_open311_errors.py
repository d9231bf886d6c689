"""Open311: every refusal comes in the format that was asked for, and nothing that is sent breaks the hall."""

from typing import TYPE_CHECKING, Any

import pytest

from unionhall.kernel.matters.models import Matter
from unionhall.rooms.desk.open311.models import ApiKey
from unionhall.rooms.desk.tests.open311_client import ADDRESS, KEY, Program, error, parsed, tags
from unionhall.rooms.desk.tests.town import service

if TYPE_CHECKING:
    from tests.town import Town

LIGHT = {"service_code": "street-light"}
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def program(town: "Town") -> Program:
    service("street-light", "Street light", public=True)
    return Program()


def test_an_error_in_xml_is_one_error_with_code_and_description(program: Program) -> None:
    response = program.get("services/nothing.xml")
    assert response.status_code == 404
    root = parsed(response)
    assert root.tag == "errors"
    (only,) = root
    assert (only.tag, tags(only)) == ("error", ["code", "description"])
    assert only.findtext("code") == "404"
    assert only.findtext("description") == "service_code nothing was not found."


@pytest.mark.parametrize("key", ["", "wrong", "x" * 200, "鑰匙"])
def test_a_missing_or_wrong_key_is_forbidden(program: Program, key: str) -> None:
    assert error(program.post({**LIGHT, "api_key": key})) == (403, "api_key is missing or not valid.")
    assert not Matter.objects.exists()


def test_a_withdrawn_key_is_forbidden_at_once(program: Program) -> None:
    program.post(LIGHT)
    assert ApiKey.objects.withdraw("A program") == 1
    assert error(program.post(LIGHT))[0] == 403


def test_only_the_digest_of_a_key_is_kept(program: Program) -> None:
    key = ApiKey.objects.issue("Another program")
    assert len(key) >= 27
    assert key not in str(list(ApiKey.objects.values()))


@pytest.mark.parametrize(
    ("fields", "code", "why"),
    [
        ({}, 400, "service_code was not provided."),
        ({"service_code": "nothing"}, 404, "service_code nothing was not found."),
        ({"service_code": "street light"}, 404, "service_code street light was not found."),
        ({**LIGHT, "lat": "", "long": ""}, 400, "A location is required"),
        ({**LIGHT, "long": ""}, 400, "lat and long are required together."),
        ({**LIGHT, "lat": "north"}, 400, "lat is not a number from -90 to 90."),
        ({**LIGHT, "lat": "91"}, 400, "lat is not a number from -90 to 90."),
        ({**LIGHT, "lat": "nan"}, 400, "lat is not a number"),
        ({**LIGHT, "lat": "1e1"}, 400, "lat is not a number"),
        ({**LIGHT, "lat": "5_1"}, 400, "lat is not a number"),
        ({**LIGHT, "long": "-180.0001"}, 400, "long is not a number from -180 to 180."),
        ({**LIGHT, "long": "1" * 41}, 400, "long has more than 40 characters."),
        ({**LIGHT, "address_string": "x" * 201}, 400, "address_string has more than 200 characters."),
        ({**LIGHT, "description": "a\x00b"}, 400, "description is not text in UTF-8."),
        ({"service_code": "a\x00b"}, 400, "service_code is not text in UTF-8."),
        ({**LIGHT, "api_key": "a\x00b"}, 400, "api_key is not text in UTF-8."),
        ({**LIGHT, "media_url": "https://x.example/" + "y" * 200}, 400, "media_url has more than 200"),
    ],
)
def test_what_is_wrong_is_said(program: Program, fields: dict[str, Any], code: int, why: str) -> None:
    status, description = error(program.post(fields))
    assert status == code
    assert description.startswith(why)
    assert not Matter.objects.exists()


def test_a_retired_service_takes_nothing_any_more(program: Program, town: "Town") -> None:
    town.desk.service.service.retired_on = town.desk.service.made_at.date()
    town.desk.service.service.save()
    assert error(program.post({"service_code": "transport"}))[0] == 404


@pytest.mark.parametrize("call", ["services", "discovery", "services/light", "requests/D-1", "tokens/1"])
def test_reading_calls_take_no_other_method(program: Program, call: str) -> None:
    response = program.client.post(f"{ADDRESS}{call}.json", {"api_key": KEY})
    assert error(response) == (405, "This address takes GET, HEAD.")
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_requests_take_no_other_method(program: Program, method: str) -> None:
    response = program.client.generic(method, f"{ADDRESS}requests.xml")
    assert response.status_code == 405
    assert parsed(response).findtext("error/code") == "405"


def test_head_is_get_without_a_body(program: Program) -> None:
    response = program.client.head(f"{ADDRESS}services.xml")
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize(
    "path",
    ["", "nothing", "requests", "requests/", "requests.html", "requests.xml/", "services.yaml", "requests/1"]
    + ["services/a/b.xml", "requests/%00.xml", "tokens/.xml", "requests.xml%0a", "x%0ay", "v3/services.xml"],
)
def test_unknown_addresses_are_not_found_in_xml(program: Program, path: str) -> None:
    response = program.client.get(ADDRESS + path)
    assert response.status_code == 404
    assert parsed(response).findtext("error/code") == "404"


def test_unknown_addresses_are_not_found_in_json(program: Program) -> None:
    assert error(program.get("nothing.json"))[0] == 404
    assert error(program.client.post(ADDRESS + "nothing.json", {}))[0] == 404


def test_a_huge_body_is_too_large(program: Program) -> None:
    assert error(program.post({**LIGHT, "description": "x" * 3_000_000}))[0] == 413


def test_too_many_fields_are_refused(program: Program, settings: Any) -> None:
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    body = "&".join(f"attribute[{number}]=1" for number in range(most + 1))
    response = program.client.post(ADDRESS + "requests.json", body, content_type=FORM)
    assert error(response)[0] == 400


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"api_key=%ff&service_code=street-light", FORM),
        (b"api_key=\xff\xfe", FORM),
        (b"api_key=1", FORM + "; charset=utf-16"),
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data"),
        (b"\xff" * 50, "multipart/form-data; boundary=" + "x" * 300),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(program: Program, body: bytes, content_type: str) -> None:
    response = program.client.post(ADDRESS + "requests.json", body, content_type=content_type)
    assert error(response)[0] in (400, 403)


def test_json_and_xml_are_not_read(program: Program) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><request>&e;</request>'
    for content_type in ("application/xml", "text/xml", "application/json"):
        response = program.client.post(ADDRESS + "requests.json", bomb, content_type=content_type)
        assert error(response)[0] == 403


def test_bytes_that_are_not_utf8_are_refused_everywhere(program: Program) -> None:
    body = f"api_key={KEY}&service_code=street-light&lat=1&long=1&description=%C3%28%FF"
    response = program.client.post(ADDRESS + "requests.json", body, content_type=FORM)
    assert error(response) == (400, "description is not text in UTF-8.")
    assert error(program.client.get(ADDRESS + "requests.json?status=%FF"))[0] == 400


def test_an_overlong_idempotency_key_is_refused(program: Program) -> None:
    assert error(program.post(LIGHT, **{"Idempotency-Key": "x" * 201}))[0] == 400


def test_a_list_of_too_many_codes_is_refused(program: Program) -> None:
    assert error(program.get("requests.json", service_request_id="1," * 1_001))[0] == 400
