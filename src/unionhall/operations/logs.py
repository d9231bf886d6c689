"""Logs that say what the hall did and never who did it or what they wrote: one JSON object a line.

What a log could give away comes in by three ways, and each is closed: the values put into a message are left
out unless they are numbers; of an exception only its kind and the places in the code are written, since its
words quote rows; and what still looks like a name, a reference or an address is struck out.
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")

KEPT = (int, float, bool)
BLANK = "…"
PLACEHOLDER = re.compile(r"%(?:\((?P<name>\w+)\))?[-+ #0]*[\d*]*(?:\.[\d*]+)?[hlL]?(?P<kind>[a-zA-Z%])")
STRUCK = re.compile(
    r"[^\s@/]+@[^\s@]+\.\w+"  # an e-mail address
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b"  # an IPv4 address
    r"|(?<![\w:])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?![\w:])"  # an IPv6 address
    r"|\b[A-Z]{1,3}-\d{4}-\d+\b"  # a matter's reference
    r"|\+?\d[\d -]{7,}\d"  # a telephone number
    r"|(?<!\w)/\S*"  # a path or a query
    r"|'[^']*'|\"[^\"]*\""  # what is quoted
)
PACKAGE_MARK = re.compile(r".*/(?:site-packages|src|lib/python[\d.]+)/")


class SafeFormatter(logging.Formatter):
    """A record as one line of JSON that a stranger may read."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": STRUCK.sub(BLANK, _numbers_only(str(record.msg), record.args)),
        }
        if record.exc_info and record.exc_info[0]:
            line["raised"] = _kinds(record.exc_info[1])
            line["where"] = _places(record.exc_info[2])
        if asked := request_id.get():
            line["request"] = asked
        line.update(getattr(record, "facts", {}))
        return json.dumps(line, ensure_ascii=False)


def _numbers_only(message: str, arguments: Any) -> str:
    """The message with its numbers put in and everything else left blank."""
    rest = iter(arguments if isinstance(arguments, tuple) else ())
    named = arguments if isinstance(arguments, dict) else {}

    def fill(found: re.Match[str]) -> str:
        if found["kind"] == "%":
            return "%"
        value = named.get(found["name"]) if found["name"] else next(rest, None)
        return str(value) if isinstance(value, KEPT) else BLANK

    return PLACEHOLDER.sub(fill, message) if arguments else message


def _kinds(error: BaseException | None) -> list[str]:
    """The exception's kind and those it came from, without their words."""
    kinds: list[str] = []
    while error is not None and len(kinds) < 5:
        kinds.append(f"{type(error).__module__}.{type(error).__qualname__}")
        error = error.__cause__ or error.__context__
    return kinds


def _places(trace: TracebackType | None) -> list[str]:
    """Where it went through the code, the innermost last, without the lines' text."""
    frames = [
        (frame.f_code.co_filename, line, frame.f_code.co_name) for frame, line in traceback.walk_tb(trace)
    ]
    return [f"{PACKAGE_MARK.sub('', file)}:{line} {name}" for file, line, name in frames[-12:]]


def configuration(*, debug: bool, requests: bool) -> dict[str, Any]:
    """Django's `LOGGING`: plain words for developers, else safe lines, if wanted for each request."""
    lines = {"()": SafeFormatter}
    words = {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": words if debug else lines},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "unionhall.requests": {"level": "INFO" if requests else "WARNING"},
            "django.request": {"level": "ERROR"},  # what was refused stands in the line of its request
        },
    }
