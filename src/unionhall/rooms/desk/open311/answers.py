"""The answers to a service's questions, which arrive as `attribute[CODE]` and `attribute[CODE][]`."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from django.http import QueryDict
from django.utils.translation import gettext as _

from unionhall.rooms.desk.open311 import reading
from unionhall.rooms.desk.open311.errors import Wrong

PARAMETER = re.compile(r"attribute\[([^\]]+)\](?:\[\d{0,4}\])?")
LONGEST = {"string": 200, "text": 4_000}
MOST_VALUES = 100

Question: TypeAlias = Mapping[str, Any]
Answer: TypeAlias = str | list[str]


def is_asked(question: Question) -> bool:
    """Whether it wants an answer; the others only tell something."""
    return bool(question.get("variable", True))


def read_answers(fields: QueryDict, questions: Sequence[Question]) -> dict[str, Answer]:
    """What was answered, by the question's code; Wrong for a missing, a wrong or an unknown answer."""
    given = _given(fields)
    asked = {str(question["code"]): question for question in questions if is_asked(question)}
    if unknown := given.keys() - asked.keys():
        raise Wrong(_("The service has no attribute %s.") % sorted(unknown)[0])
    for code, question in asked.items():
        if question.get("required") and code not in given:
            raise Wrong(_("attribute[%s] is required.") % code)
    return {code: _read(asked[code], values) for code, values in given.items()}


def _given(fields: QueryDict) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for name, values in fields.lists():
        match = PARAMETER.fullmatch(name)
        if match and (filled := [value for value in values if value.strip()]):
            given.setdefault(match[1], []).extend(filled)
    return given


def _read(question: Question, values: list[str]) -> Answer:
    datatype, name = question["datatype"], f"attribute[{question['code']}]"
    if datatype == "multivaluelist":
        return list(dict.fromkeys(_listed(question, value, name) for value in values[:MOST_VALUES]))
    if len(values) > 1:
        raise Wrong(_("%s takes one value.") % name)
    if datatype == "singlevaluelist":
        return _listed(question, values[0], name)
    return _plain(datatype, values[0], name)


def _plain(datatype: str, value: str, name: str) -> str:
    if datatype == "number":
        reading.number(value.strip(), name, least=-1e15, most=1e15)
        return unicodedata.normalize("NFKC", value.strip())
    if datatype == "datetime":
        return reading.instant(value.strip(), name).isoformat()
    cleaned = reading.clean(value, name, longest=LONGEST.get(datatype, LONGEST["text"]))
    if datatype == "string" and len(cleaned.splitlines()) > 1:
        raise Wrong(_("%s is one line of text.") % name)
    return cleaned


def _listed(question: Question, value: str, name: str) -> str:
    key = value.strip()
    if key not in {str(each["key"]) for each in question.get("values", ())}:
        raise Wrong(_("%s is not one of the values of the service definition.") % name)
    return key
