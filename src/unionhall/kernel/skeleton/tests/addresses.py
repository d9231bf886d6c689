"""What the addresses of this room are tried on: a venue."""

from typing import TYPE_CHECKING, Any

from unionhall.kernel.people.actors import HALL
from unionhall.kernel.things.changing import add
from unionhall.kernel.words import Words
from unionhall.rooms.skeleton.models import SkeletonVenue

if TYPE_CHECKING:
    from tests.town import Town

OF_ONE = tuple(f"skeleton:venues_{name}" for name in ("one", "edit", "history", "retire"))
VERSION = "skeleton:venues_version"
NOBODYS = dict.fromkeys((*OF_ONE, VERSION, "skeleton:venues_take"), "a thing is nobody's")


def arguments(town: "Town", _reference: str, _file: str) -> dict[str, dict[str, Any]]:
    add(SkeletonVenue, "cellar", {"title": Words(en="The cellar"), "seats": 30}, actor=HALL)
    return {
        "skeleton:venues_take": {"kind": "csv"},
        **{name: {"code": "cellar"} for name in OF_ONE},
        VERSION: {"code": "cellar", "number": 1},
    }
