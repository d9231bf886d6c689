"""The schema, completed: every operation says which problems it may answer with, and what its scope is."""

from collections.abc import Iterator
from typing import Any

from unionhall.kernel.api.problems import KINDS, MEDIA_TYPE

WELCOME = (
    "The hall for programs. A token acts for one person: it reads what they can read and makes the moves "
    "they can make, no more. Every reading is written down for those whom it concerns. Errors are RFC 9457 "
    "problems; words come in the language of Accept-Language."
)
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["detail"],
                "properties": {
                    "detail": {"type": "string"},
                    "pointer": {"type": "string"},
                    "parameter": {"type": "string"},
                },
            },
        },
    },
}
ALWAYS = (400, 401, 403, 404, 429, 500, 503)
WRITING = (409, 413, 415, 422)
ADVICE = {kind.status: kind for kind in reversed(KINDS)}
SCOPES = "Bearer"


def complete(schema: dict[str, Any]) -> None:
    """Add to ninja's schema what holds for all operations."""
    schema["components"]["schemas"]["Problem"] = PROBLEM
    for method, operation in operations(schema):
        scope = operation.get("x-scope")
        if scope:
            operation["security"] = [{SCOPES: [scope]}]
        for status in _statuses(method, operation):
            operation["responses"][str(status)] = _response(status)


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every operation with its method, in the order of the schema."""
    return ((method, each) for path in schema["paths"].values() for method, each in path.items())


def _statuses(method: str, operation: dict[str, Any]) -> set[int]:
    asking = {409} if operation["operationId"] == "read_move" else set()
    return {*ALWAYS, *asking, *(WRITING if method != "get" else ())}


def _response(status: int) -> dict[str, Any]:
    return {
        "description": str(ADVICE[status].advice),
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def groups(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The operations for people to read, by what they are about."""
    found: dict[str, list[dict[str, Any]]] = {}
    for address, path in schema["paths"].items():
        for method, operation in path.items():
            line = {
                **operation,
                "method": method.upper(),
                "address": address,
                "scope": operation.get("x-scope"),
                "parameters": [*operation["parameters"], *_parts(schema, operation)],
            }
            found.setdefault(operation["tags"][0], []).append(line)
    return [{"name": name, "operations": lines} for name, lines in found.items()]


def _parts(schema: dict[str, Any], operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What stands in an operation's JSON body, told like its parameters."""
    content = operation.get("requestBody", {}).get("content", {})
    reference = content.get("application/json", {}).get("schema", {}).get("$ref", "")
    shape = schema["components"]["schemas"].get(reference.rpartition("/")[2], {})
    for name, part in shape.get("properties", {}).items():
        is_required = name in shape.get("required", ())
        said = {"description": part.get("description", ""), "required": is_required, "schema": part}
        yield {"name": name, "in": "body", **said}
