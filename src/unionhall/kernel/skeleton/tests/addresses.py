"""What the addresses of this room are tried on: none of them takes anything."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.town import Town

NOBODYS: dict[str, str] = {}


def arguments(town: "Town", _reference: str, _file: str) -> dict[str, dict[str, Any]]:
    return {}
