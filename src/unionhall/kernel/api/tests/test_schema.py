"""Every operation keeps to its own schema, whatever is sent to it; and the schema says what there is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from unionhall.kernel.api.tests.program import Program

if TYPE_CHECKING:
    from tests.town import Town

OPERATIONS = (
    "GET /api/token",
    "GET /api/matters",
    "GET /api/matters/{reference}",
    "GET /api/matters/{reference}/moves/{move}",
    "POST /api/matters/{reference}/moves/{move}",
    "GET /api/files/{uid}",
    "GET /api/places",
    "GET /api/places/{number}",
    "GET /api/desk/services",
    "GET /api/desk/services/{code}",
    "POST /api/desk/requests",
)
EXAMPLES = 8
BEYOND = [positive_data_acceptance]  # a schema can't say which services there are, or what a form finds wrong
BARELY = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def schema(town: "Town") -> Iterator[Any]:
    """The schema of the hall itself, without a server between; it stays in the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/openapi.json", WSGIHandler())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_the_schema_lists_every_operation_and_no_other(schema: Any) -> None:
    listed = [f"{each.ok().method.upper()} {each.ok().path}" for each in schema.get_all_operations()]
    assert sorted(listed) == sorted(OPERATIONS)


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_answers_as_the_schema_says(
    town: "Town", schema: Any, name: str, mode: GenerationMode
) -> None:
    method, path = name.split()
    operation = schema[path][method]
    matter, program = town.desk.ask(), Program(town.member)
    known = {"reference": matter.reference, "move": "add", "number": town.north.pk, "code": "transport"}
    headers = {"Authorization": f"Bearer {program.token}"}

    @BARELY
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: Any) -> None:
        case.call_and_validate(headers=headers, excluded_checks=BEYOND)
        case.path_parameters.update({each: known[each] for each in case.path_parameters if each in known})
        case.call_and_validate(headers=headers, excluded_checks=[*BEYOND, negative_data_rejection])

    send()
