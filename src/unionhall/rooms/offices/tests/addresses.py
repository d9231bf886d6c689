"""What the addresses of offices are tried on: the steward's own office."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.town import Town

NOBODYS = {
    "offices:place": "public to members",
    "offices:end": "two officers decide",
    "offices:lay_down": "its own officer's: permissions.txt",
}


def arguments(town: "Town", _reference: str, _file: str) -> dict[str, dict[str, Any]]:
    stewards = town.steward.offices.get()
    return {
        "offices:place": {"pk": town.mill.pk},
        **{f"offices:{name}": {"pk": stewards.pk} for name in ("end", "lay_down")},
    }
