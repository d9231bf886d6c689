"""What the addresses for programs that watch over the hall are tried on: there is nothing to fill in."""

from typing import Any

NOBODYS: dict[str, str] = {}


def arguments(_town: object, _reference: str, _file: str) -> dict[str, dict[str, Any]]:
    return {}
