"""Open311: a program sends a request, and everybody can follow a public one."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from unionhall.kernel.journal import chain, verification
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import File, Matter, Receipt
from unionhall.kernel.matters.receipts import LETTERS, digest_of
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.places.models import Boundary, Building, Street
from unionhall.rooms.desk.models import Request
from unionhall.rooms.desk.open311.models import ApiKey
from unionhall.rooms.desk.tests.open311_client import ADDRESS, KEY, Program, error, parsed, texts
from unionhall.rooms.desk.tests.town import service

if TYPE_CHECKING:
    from tests.town import Town

LIGHT = {"service_code": "street-light"}
SQUARE = [[[-1.0, 50.0], [1.0, 50.0], [1.0, 52.0], [-1.0, 52.0], [-1.0, 50.0]]]
NOWHERE = {"lat": "", "long": ""}
ASKED: list[dict[str, Any]] = [
    {"code": "POLE", "datatype": "string", "required": True, "order": 1, "label": {"en": "Pole"}},
    {"code": "HEIGHT", "datatype": "number", "order": 2, "label": {"en": "Height"}},
    {"code": "SINCE", "datatype": "datetime", "order": 3, "label": {"en": "Since"}},
    {
        "code": "WHAT",
        "datatype": "multivaluelist",
        "order": 4,
        "label": {"en": "What"},
        "values": [{"key": "a", "name": {"en": "A"}}, {"key": "b", "name": {"en": "B"}}],
    },
    {"code": "TOLD", "datatype": "text", "variable": False, "order": 5, "label": {"en": "We come by night."}},
]


@pytest.fixture
def program(town: "Town") -> Program:
    service("street-light", "Street light", public=True)
    return Program()


def only_request() -> Request:
    return Request.objects.select_related("matter").get()


def test_a_public_request_has_a_number_that_is_found_at_once(program: Program) -> None:
    response = program.post({**LIGHT, "description": "It is dark."})
    assert response.status_code == 200
    (answer,) = response.json()
    assert list(answer) == ["service_request_id", "service_notice", "account_id"]
    assert answer["account_id"] is None
    (found,) = program.get(f"requests/{answer['service_request_id']}.json").json()
    assert found["description"] == "It is dark."


def test_the_answer_in_xml_says_the_same(program: Program) -> None:
    root = parsed(program.post(LIGHT, form="xml"))
    assert root.tag == "service_requests"
    (request,) = root.findall("request")
    matter = Matter.objects.get()
    assert list(texts(request)) == [
        ("service_request_id", matter.reference),
        ("service_notice", "Somebody takes your request on. Until then, whoever received it answers for it."),
        ("account_id", None),
    ]


def test_it_goes_through_the_procedure(program: Program) -> None:
    program.post(LIGHT)
    matter = Matter.objects.get()
    assert matter.handler is not None
    assert matter.due_at is not None
    assert [entry.event for entry in Entry.objects.filter(stream=matter.stream)] == ["desk.send"]
    assert Notice.objects.filter(matter=matter, person=matter.handler).exists()
    assert list(verification.verify()) == []


def test_nothing_of_a_person_is_kept_or_shown(program: Program) -> None:
    person = {
        "first_name": "Zelda",
        "last_name": "Quagmire",
        "email": "zelda@example.org",
        "phone": "07700900123",
        "device_id": "device-77",
        "account_id": "account-77",
    }
    number = program.number({**LIGHT, **person, "description": "It is dark."})
    shown = program.get(f"requests/{number}.xml").content.decode()
    kept = str(list(Request.objects.values())) + str(list(Matter.objects.values()))
    kept += str(list(Entry.objects.values()))
    assert not [value for value in person.values() if value in shown or value in kept]
    assert only_request().matter.subject is None


def test_a_private_request_has_no_number_and_is_never_shown(program: Program) -> None:
    (answer,) = program.post({"service_code": "transport", "description": "The bus"}).json()
    assert list(answer) == ["service_notice", "account_id"]
    reference = Matter.objects.get().reference
    assert reference not in str(answer)
    assert error(program.get(f"requests/{reference}.json"))[0] == 404
    assert error(program.get(f"tokens/{reference}.json"))[0] == 404
    assert program.get("requests.json").json() == []
    assert program.get("requests.json", service_request_id=reference).json() == []


def test_a_private_request_is_followed_with_its_code(program: Program) -> None:
    (answer,) = program.post({"service_code": "transport"}).json()
    words = answer["service_notice"].replace(".", " ").split()
    code = next(word for word in words if len(word) == 24 and set(word) <= {*LETTERS, "-"})
    assert Receipt.objects.get().digest == digest_of(code)


def test_a_point_finds_its_area_and_outside_it_goes_to_the_level_above(
    program: Program, town: "Town"
) -> None:
    Boundary.objects.create(place=town.north, geometry={"type": "Polygon", "coordinates": SQUARE})
    program.post({**LIGHT, "lat": "51", "long": "0"})
    assert Matter.objects.get().place == town.north
    program.post({**LIGHT, "lat": "-33.9", "long": "151.2"})
    assert Matter.objects.latest("pk").place == town.union


def test_an_address_finds_its_area(program: Program, town: "Town") -> None:
    Street.objects.create(place=town.south, name="Mill Lane")
    program.post({**LIGHT, **NOWHERE, "address_string": "12 Mill Lane"})
    request = only_request()
    assert (request.matter.place, request.address, request.lat) == (town.south, "12 Mill Lane", None)


def test_an_address_id_is_a_building(program: Program, town: "Town") -> None:
    building = Building.objects.create(place=town.south, name="Weavers' Hall")
    program.post({**LIGHT, **NOWHERE, "address_id": str(building.pk)})
    assert (only_request().matter.place, only_request().address) == (town.south, "Weavers' Hall")


@pytest.mark.parametrize("address_id", ["0", "12345678901234567890", "x", "-1", "１"])
def test_an_unknown_address_id_is_refused(program: Program, address_id: str) -> None:
    assert error(program.post({**LIGHT, **NOWHERE, "address_id": address_id})) == (
        400,
        "address_id was not found.",
    )


def test_answers_are_read_by_their_datatypes(program: Program) -> None:
    service("pole", "Pole", public=True, questions=ASKED)
    given = {
        "attribute[POLE]": "K-12",
        "attribute[HEIGHT]": "4.5",
        "attribute[SINCE]": "2026-05-24T00:00:00+02:00",
        "attribute[WHAT][]": ["a", "b", "a"],
    }
    assert program.post({"service_code": "pole", **given}).status_code == 200
    assert only_request().answers == {
        "POLE": "K-12",
        "HEIGHT": "4.5",
        "SINCE": "2026-05-24T00:00:00+02:00",
        "WHAT": ["a", "b"],
    }


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "attribute[POLE] is required."),
        ({"attribute[POLE]": " "}, "attribute[POLE] is required."),
        ({"attribute[POLE]": "one\ntwo"}, "attribute[POLE] is one line of text."),
        ({"attribute[POLE]": ["one", "two"]}, "attribute[POLE] takes one value."),
        ({"attribute[POLE]": "x" * 201}, "attribute[POLE] has more than 200 characters."),
        ({"attribute[POLE]": "x", "attribute[HEIGHT]": "tall"}, "attribute[HEIGHT] is not a number"),
        ({"attribute[POLE]": "x", "attribute[SINCE]": "May"}, "attribute[SINCE] is not a time"),
        (
            {"attribute[POLE]": "x", "attribute[WHAT][]": ["a", "c"]},
            "attribute[WHAT] is not one of the values",
        ),
        ({"attribute[POLE]": "x", "attribute[NAME]": "y"}, "The service has no attribute NAME."),
        ({"attribute[POLE]": "x", "attribute[TOLD]": "y"}, "The service has no attribute TOLD."),
    ],
)
def test_wrong_answers_are_refused(program: Program, given: dict[str, Any], why: str) -> None:
    service("pole", "Pole", public=True, questions=ASKED)
    code, description = error(program.post({"service_code": "pole", **given}))
    assert code == 400
    assert description.startswith(why)
    assert not Matter.objects.exists()


def test_the_same_idempotency_key_sends_once(program: Program) -> None:
    key = str(uuid4())
    first, second = (program.post(LIGHT, **{"Idempotency-Key": key}).json() for _time in range(2))
    assert first == second
    assert Matter.objects.count() == 1


def test_any_text_is_an_idempotency_key(program: Program) -> None:
    for text in ("order 7", "order 7", "order 8"):
        program.post(LIGHT, **{"Idempotency-Key": text})
    assert Matter.objects.count() == 2


def test_two_programs_never_meet_in_an_idempotency_key(program: Program) -> None:
    other = ApiKey.objects.issue("Another program")
    for key in (KEY, other):
        program.post({**LIGHT, "api_key": key}, **{"Idempotency-Key": "1"})
    assert Matter.objects.count() == 2


def test_a_private_request_sent_twice_shows_no_second_code(program: Program) -> None:
    private = {"service_code": "transport"}
    program.post(private, **{"Idempotency-Key": "1"})
    (again,) = program.post(private, **{"Idempotency-Key": "1"}).json()
    assert again["service_notice"] == "This request was received before."
    assert Matter.objects.count() == 1


def test_what_was_sent_before_the_upgrade_is_received_once(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Earlier releases kept the key as it came."""
    with monkeypatch.context() as earlier_release:
        earlier_release.setattr(chain, "kept", lambda key: key)
        program.post({"service_code": "transport"}, **{"Idempotency-Key": "1"})
    program.post({"service_code": "transport"}, **{"Idempotency-Key": "1"})
    assert Matter.objects.count() == 1


def test_an_idempotency_key_serves_one_service(program: Program) -> None:
    program.post({"service_code": "transport"}, **{"Idempotency-Key": "1"})
    response = program.post(LIGHT, **{"Idempotency-Key": "1"})
    assert error(response)[0] == 400
    assert Matter.objects.get().reference not in response.content.decode()


def test_a_picture_in_the_form_never_reaches_the_disk(program: Program, settings: Settings) -> None:
    settings.FILE_UPLOAD_TEMP_DIR, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = "/nowhere", 0
    picture = SimpleUploadedFile("lamp.jpg", b"x" * 100_000, content_type="image/jpeg")
    assert program.post({**LIGHT, "media": picture}).status_code == 200
    assert not File.objects.exists()


def test_a_key_in_the_address_is_as_good(program: Program) -> None:
    response = program.client.post(
        f"{ADDRESS}requests.json?api_key={KEY}", {**LIGHT, "lat": "51.5", "long": "0"}
    )
    assert response.status_code == 200


def test_a_description_is_plain_text(program: Program) -> None:
    number = program.number({**LIGHT, "description": "<script>alert(1)</script>\r\n& more \x0b"})
    assert only_request().description == "<script>alert(1)</script>\n& more"
    answer = program.get(f"requests/{number}.xml")
    assert b"<script>" not in answer.content
    assert parsed(answer).findtext("request/description") == "<script>alert(1)</script>\n& more"


def test_4000_characters_are_enough_and_one_more_is_too_many(program: Program) -> None:
    assert program.post({**LIGHT, "description": "灯" * 4_000}).status_code == 200
    assert error(program.post({**LIGHT, "description": "灯" * 4_001})) == (
        400,
        "description has more than 4000 characters.",
    )


def test_a_media_url_is_kept_as_text(program: Program) -> None:
    number = program.number({**LIGHT, "media_url": "https://pictures.example/1.jpg?a=b&c=d"})
    (found,) = program.get(f"requests/{number}.json").json()
    assert found["media_url"] == "https://pictures.example/1.jpg?a=b&c=d"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "http://", "http://[::1", "https://a b/c", "x"]
)
def test_other_media_urls_are_refused(program: Program, url: str) -> None:
    assert error(program.post({**LIGHT, "media_url": url}))[0] == 400


def test_an_unanswered_place_is_told(program: Program, town: "Town") -> None:
    town.union.offices.all().delete()
    assert error(program.post(LIGHT))[0] == 400


def test_a_new_version_is_used_at_once(program: Program, town: "Town") -> None:
    program.post({"service_code": "transport"})
    current = town.desk.service
    current.pk, current.number, current.questions = None, 2, ASKED[:1]
    current.save()
    current.service.current = current
    current.service.save()
    assert error(program.post({"service_code": "transport"})) == (400, "attribute[POLE] is required.")


def test_sending_asks_the_database_little(
    program: Program, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    program.post(LIGHT)
    with django_assert_max_num_queries(12):  # two of them are the savepoint of this test's transaction
        program.post({**LIGHT, "description": "It is dark."})


def test_no_cookie_is_set(program: Program) -> None:
    assert not program.post(LIGHT).cookies
    assert not program.get("services.json").cookies
