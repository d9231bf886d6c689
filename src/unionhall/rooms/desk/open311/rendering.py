"""One answer in both formats: XML, and JSON by the Spark convention, where a container is a bare list."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

from django.http import HttpResponse

CONTENT_TYPES = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Value: TypeAlias = "str | int | float | bool | None | Several | Mapping[str, Any]"


@dataclass(frozen=True, slots=True)
class Several:
    """A container: `item` is the element that each member becomes in XML; JSON has the members only."""

    item: str
    members: Sequence[Value]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole answer: the name of its root element, which JSON leaves out, and what is in it."""

    root: str
    content: Value


def respond(document: Document, *, form: str, status: int = 200) -> HttpResponse:
    """The document as an HTTP response; `form` is `xml` or `json`."""
    content = to_json(document) if form == "json" else to_xml(document)
    return HttpResponse(content, content_type=CONTENT_TYPES[form], status=status)


def to_json(document: Document) -> bytes:
    return json.dumps(document.content, ensure_ascii=False, default=_members).encode()


def to_xml(document: Document) -> bytes:
    """The document in UTF-8; characters that XML can't hold are left out."""
    root = ET.Element(document.root)
    _fill(root, document.content)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _members(value: Any) -> Sequence[Value]:
    if isinstance(value, Several):
        return value.members
    raise TypeError(f"{type(value).__name__} has no place in an answer")


def _fill(element: ET.Element, value: Value) -> None:
    if isinstance(value, Several):
        for member in value.members:
            _fill(ET.SubElement(element, value.item), member)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            _fill(ET.SubElement(element, name), inner)
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    elif value is not None:
        element.text = NOT_IN_XML.sub("", str(value))
