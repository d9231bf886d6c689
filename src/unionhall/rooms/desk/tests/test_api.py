"""A program asks for its person: the same service, the same promise, the same checks as the pages."""

from typing import TYPE_CHECKING, Any

import pytest

from unionhall.kernel.api.tests.program import Program
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.desk.models import ServiceVersion

if TYPE_CHECKING:
    from tests.town import Town

QUESTIONS = [
    {
        "code": "line",
        "datatype": "singlevaluelist",
        "required": True,
        "label": {"en": "Which line?"},
        "values": [{"key": "7", "name": {"en": "Line 7"}}, {"key": "8", "name": {"en": "Line 8"}}],
    },
    {"code": "days", "datatype": "number", "required": False, "label": {"en": "For how many days?"}},
]


@pytest.fixture
def asking(town: "Town") -> ServiceVersion:
    service: ServiceVersion = town.desk.service
    service.questions = QUESTIONS
    service.save()
    return service


def said(**fields: Any) -> dict[str, Any]:
    return {"service": "transport", "description": "No bus for days.", "answers": {"line": "7"}, **fields}


def test_the_catalogue_says_what_a_service_asks(town: "Town", asking: ServiceVersion) -> None:
    program = Program(town.member)
    [listed] = program.get("/api/desk/services").json()["services"]
    assert (listed["code"], listed["promised"]) == ("transport", "5 working days")
    service = program.get("/api/desk/services/transport").json()
    assert [(each["code"], each["required"]) for each in service["questions"]] == [
        ("line", True),
        ("days", False),
    ]
    assert program.get("/api/desk/services/cake").status_code == 404


def test_a_request_is_that_of_the_person(town: "Town", asking: ServiceVersion) -> None:
    answer = Program(town.member).post("/api/desk/requests", said(answers={"line": "8", "days": 3}))
    assert answer.status_code == 201, answer.content
    matter = Matter.objects.get()
    assert answer.json()["reference"] == matter.reference
    assert (matter.subject, matter.place, matter.handler) == (town.member, town.north, town.steward)
    assert matter.request.answers == {"line": "8", "days": "3"}
    assert matter.due_at is not None


def test_sent_again_it_is_the_same_request(town: "Town", asking: ServiceVersion) -> None:
    program = Program(town.member)
    first, again = (program.post("/api/desk/requests", said(), key="k") for _number in range(2))
    assert first.content == again.content
    assert program.post("/api/desk/requests", said(description="Other."), key="k").status_code == 422
    assert Matter.objects.count() == 1


def test_everything_wrong_is_told_at_once(town: "Town", asking: ServiceVersion) -> None:
    wrong = said(description=" ", answers={"line": "9", "days": "3千"})
    answer = Program(town.member).post("/api/desk/requests", wrong)
    assert answer.status_code == 422
    places = {fault["pointer"] for fault in answer.json()["errors"]}
    assert places == {"#/description", "#/answers/line", "#/answers/days"}
    assert not Matter.objects.exists()


@pytest.mark.parametrize(
    ("fields", "status", "pointer"),
    [
        ({"service": "cake"}, 422, "#/service"),
        ({"place": 2**62}, 422, "#/place"),
        ({"answers": {"line": "7", "a/b": "x"}}, 422, "#/answers/a~1b"),
        ({"answers": {"line": {"key": "7"}}}, 400, "#/answers/line"),
        ({"subject": 1}, 400, "#/subject"),
        ({"place": -1}, 400, "#/place"),
        ({"place": 2**64}, 400, "#/place"),
        ({"description": "a\0b"}, 400, "#/description"),
        ({"description": "x" * 8_001}, 400, "#/description"),
        ({"description": "x" * 4_001}, 422, "#/description"),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_where_it_is(
    town: "Town", asking: ServiceVersion, fields: dict[str, Any], status: int, pointer: str
) -> None:
    answer = Program(town.member).post("/api/desk/requests", said(**fields))
    assert answer.status_code == status
    assert {fault["pointer"] for fault in answer.json()["errors"]} == {pointer}
    assert not Matter.objects.exists()


def test_only_with_the_scope(town: "Town", asking: ServiceVersion) -> None:
    answer = Program(town.member, "read:matters").post("/api/desk/requests", said())
    assert answer.json()["type"].endswith("#missing-scope")
    assert not Matter.objects.exists()
