"""Visiting the pages of mediation as somebody, in tests."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from tests.walking import Walker

SAID = {
    "subject": {"subject": "hours"},
    "claim": {"claim": "The shift plan comes on the evening before."},
    "when": {"happened_on": "2026-01-05", "employed_until": ""},
    "wish": {"wish": "The plan hangs there two weeks ahead."},
    "other": {
        "name": "Frank O'Neill",
        "address": "1 Mill Lane",
        "email": "",
        "phone": "",
        "language": "en",
    },
    "beside": {},
    "where": {},
    "files": {},
}


def walk(walker: Walker, **answers: dict[str, Any]) -> Walker:
    """Answer screen after screen to the summary, or to the first that is not taken; `answers` by screen."""
    said, passed = {**SAID, **{step: {**SAID.get(step, {}), **own} for step, own in answers.items()}}, ""
    while walker.step not in ("check", passed):
        passed = walker.step
        walker.say(**said[passed])
    return walker


def keyed(**answers: Any) -> dict[str, Any]:
    """The form of a move as a browser sends it."""
    return {"key": str(uuid4()), **answers}


def read(page: Any) -> str:
    """What a page says, its marks of HTML and spaces made plain."""
    return " ".join(page.content.decode().replace("&#x27;", "'").split())


def code_on(page: Any) -> str:
    found = re.search(r'class="code">([^<]+)<', page.content.decode())
    assert found
    return found[1]


def ahead(days: int) -> str:
    """A day that is to come, as a date field sends it."""
    return (timezone.localdate() + timedelta(days=days)).isoformat()
