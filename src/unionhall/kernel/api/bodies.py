"""Reading what a program sends: JSON, or a form where a file goes with it."""

import json
from hashlib import sha256
from typing import Any, TypeAlias, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.crypto import salted_hmac
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from ninja.parser import Parser

from unionhall.kernel.api.problems import Fault, Problem

JSON, FORM = "application/json", "multipart/form-data"
PLAIN = (str, int, float, bool, type(None))
Values: TypeAlias = QueryDict
Files: TypeAlias = MultiValueDict[str, Any]


class JsonParser(Parser):
    """Takes what says that it is JSON, and is; ninja wraps what is raised here in an error of its own."""

    def parse_body(self, request: HttpRequest) -> Any:
        return read_json(request)


def read_json(request: HttpRequest) -> Any:
    """The value of a JSON body. Problem for another media type, and for what can't be read."""
    if request.content_type != JSON:
        raise Problem("media-type")
    try:
        value = json.loads(request.body.decode(), parse_constant=_refuse)
        json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair is no text that can be kept
    except (ValueError, RecursionError) as error:
        raise Problem("unreadable") from error
    return value


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def read_form(request: HttpRequest) -> tuple[Values, Files]:
    """What a form would have sent: the values of a JSON object, or those of a form itself with its files."""
    if request.content_type == FORM:
        return request.POST, cast(Files, request.FILES)
    return as_values(read_json(request) if request.body else {}), cast(Files, MultiValueDict())


def as_values(said: Any, *, below: str = "#") -> Values:
    """A JSON object of plain values and lists of them, as a form sends it."""
    if not isinstance(said, dict):
        raise Problem("invalid-parameter", faults=[Fault(_("Send an object."), pointer=below)])
    values = QueryDict(mutable=True)
    for name, value in said.items():
        several = value if isinstance(value, list) else [value]
        if not all(isinstance(each, PLAIN) for each in several):
            wrong = Fault(_("Send a text, a number or a list of them."), pointer=f"{below}/{escape(name)}")
            raise Problem("invalid-parameter", faults=[wrong])
        values.setlist(name, [_text(each) for each in several if each is not None])
    return values


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def escape(name: str) -> str:
    """A name as part of a JSON pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")


def digest_of(request: HttpRequest, said: Any, files: Files | None = None) -> bytes:
    """The same for every sending of the same call, whatever the order of its parts or a form's boundary.

    It is kept, so it is made under the hall's secret: nobody tries words out on it.
    """
    sent = {name: [_digest(each) for each in several] for name, several in files.lists()} if files else {}
    whole = json.dumps([request.method, request.path, said, sent], sort_keys=True)
    return salted_hmac("unionhall.kernel.api.call", whole, algorithm="sha256").digest()


def _digest(file: "UploadedFile[Any]") -> str:
    digest = sha256(b"".join(file.chunks())).hexdigest()
    file.seek(0)
    return digest
