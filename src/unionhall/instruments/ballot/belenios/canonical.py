"""JSON in exactly one form: compact, raw UTF-8, fields in a fixed order, nothing twice and nothing beside."""

import json
from typing import Any

from unionhall.instruments.ballot.belenios.errors import Invalid, Unreadable


class _Twice(ValueError):
    pass


def write(value: Any) -> bytes:
    """The one form of a value made of dicts, lists, strings, whole numbers and booleans."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\x7f", "\\u007f").encode()


def read(body: bytes) -> Any:
    """The value of canonical JSON.

    Unreadable for what is no JSON in UTF-8; Invalid `json` for spaces, duplicate keys, a trailing newline,
    fractions and every other spelling that `write` would not give back byte by byte.
    """
    try:
        value = json.loads(
            body.decode(), object_pairs_hook=_once, parse_float=_refuse, parse_constant=_refuse
        )
        again = write(value)
    except _Twice:
        raise Invalid("json", "a key stands twice, or a number is a fraction") from None
    except (ValueError, RecursionError):
        raise Unreadable("a record is no JSON in UTF-8") from None
    if again != body:
        raise Invalid("json", "JSON is not written in its one form (spaces, escapes or a trailing newline)")
    return value


def fields(value: Any, *names: str) -> list[Any]:
    """The values of a record that has these fields in this order.

    A name that ends in `?` may be missing, which gives None. Invalid `fields` for anything missing, unknown,
    null or out of order.
    """
    if not isinstance(value, dict):
        raise Invalid("fields", f"a record with the field {names[0].rstrip('?')} is missing")
    found = [value.get(name.rstrip("?")) for name in names]
    present = [name.rstrip("?") for name in names if name.rstrip("?") in value]
    needed = {name for name in names if not name.endswith("?")}
    if list(value) != present or not needed.issubset(value) or None in value.values():
        raise Invalid("fields", f"fields are missing, unknown or out of order: {_short(value)}")
    return found


def items(value: Any, what: str) -> list[Any]:
    """The value if it is a list, else Invalid `fields`."""
    if not isinstance(value, list):
        raise Invalid("fields", f"{what} is no list")
    return value


def text(value: Any, what: str) -> str:
    """The value if it is a string, else Invalid `fields`."""
    if not isinstance(value, str):
        raise Invalid("fields", f"{what} is no text")
    return value


def count(value: Any, what: str) -> int:
    """The value if it is a whole number from 0, else Invalid `fields`."""
    if type(value) is not int or value < 0:
        raise Invalid("fields", f"{what} is no number")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Twice
    return found


def _refuse(_text: str) -> Any:
    raise _Twice


def _short(value: dict[str, Any]) -> str:
    return ", ".join(ascii(name)[1:-1][:24] for name in list(value)[:8])
