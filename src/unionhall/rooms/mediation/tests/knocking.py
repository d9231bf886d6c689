"""Visiting the pages of mediation as somebody, in tests."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

SAID = {
    "subject": "hours",
    "claim": "The shift plan comes on the evening before.",
    "wish": "The plan hangs there two weeks ahead.",
    "happened_on": "2026-01-05",
    "other_name": "Frank O'Neill",
    "other_address": "1 Mill Lane",
}


def sent(**answers: Any) -> dict[str, Any]:
    """The form of a new dispute as a browser sends it, with one key."""
    return {"key": str(uuid4()), **SAID, **answers, "send": "1"}


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
