"""A program that calls the hall with somebody's token."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from unionhall.kernel.api import tokens
from unionhall.kernel.api.scopes import scopes
from unionhall.kernel.people.models import Person


class Program:
    """Calls as a person's program; without scopes it has all of them."""

    def __init__(self, person: Person, *allowed: str, ends_on: date | None = None) -> None:
        self.token = tokens.make(
            person,
            name="Test program",
            scopes=allowed or scopes(),
            ends_on=ends_on or timezone.localdate() + timedelta(days=30),
        )
        self.client = Client(raise_request_exception=False)
        self.language = "en"

    def get(self, path: str) -> Any:
        return self.client.get(path, headers=self._headers())

    def post(self, path: str, said: Any = None, *, key: str = "", **more: Any) -> Any:
        """Send JSON under a key, a fresh one unless told."""
        body = said if isinstance(said, (str, bytes)) else json.dumps(said or {})
        headers = {**self._headers(), "Idempotency-Key": key or str(uuid4())}
        return self.client.post(path, body, headers=headers, **{"content_type": "application/json", **more})

    def send_form(self, path: str, fields: dict[str, Any]) -> HttpResponse:
        """Send a form with its files."""
        headers = {**self._headers(), "Idempotency-Key": str(uuid4())}
        return self.client.post(path, fields, headers=headers)  # type: ignore[return-value]  # Django's own subclass

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Accept-Language": self.language}


def move(matter: Any, name: str) -> str:
    """Where a move of a matter is made."""
    return f"/api/matters/{matter.reference}/moves/{name}"
