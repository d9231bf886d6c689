"""The sign-ins of the demo union: made at random for each hall and kept in its home."""

import json
import os
import secrets
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from unionhall.demo.officers import sign_ins


@dataclass(frozen=True)
class Secrets:
    """One password for all sign-ins, and the key for Open311."""

    password: str
    api_key: str


def login(role: str) -> str:
    """The address that a role signs in with."""
    return f"{role.replace('_', '-')}@riverbend.example"


def read() -> Secrets | None:
    """The secrets of this hall's demo union; None where there is none."""
    try:
        return Secrets(**json.loads(_path().read_text()))
    except FileNotFoundError:
        return None


def read_or_create() -> Secrets:
    """The secrets of this hall, made when it has none, in a file that only its owner can read."""
    if known := read():
        return known
    fresh = Secrets(password=f"river-{secrets.token_hex(5)}", api_key=secrets.token_urlsafe(20))
    handle, draft = tempfile.mkstemp(dir=_path().parent, prefix=".demo-")
    with os.fdopen(handle, "w") as file:
        json.dump(asdict(fresh), file)
    Path(draft).replace(_path())
    return fresh


def credentials() -> dict[str, Any]:
    """Where the hall is and how to sign in, for people and programs; empty without a demo union."""
    known = read()
    if known is None:
        return {}
    return {
        "address": settings.HALL_ADDRESS,
        "open311": {"url": f"{settings.HALL_ADDRESS}/open311/v2", "api_key": known.api_key},
        "sign_in": {role: {"login": login(role), "password": known.password} for role in sign_ins()},
    }


def _path() -> Path:
    home: Path = settings.HALL_HOME
    return home / "demo.json"
