"""The rooms that the tests have beside the hall's own: the skeleton, with a private kind and an open one, and
the same as a sealed room.
"""

from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from unionhall import rooms
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.opening import new_matter

if TYPE_CHECKING:
    from tests.town import Town

asking: Any = import_module("unionhall.rooms.choir.procedure.asking")
planning: Any = import_module("unionhall.rooms.choir.procedure.planning")


def known_to_programs(folder: Path) -> dict[str, str]:
    """What a program that a test starts has in its environment, so that it has the room, too."""
    (folder / "sitecustomize.py").write_text(
        f"from unionhall import rooms\nrooms.__path__.append({rooms.__path__[-1]!r})\n"
    )
    return {"PYTHONPATH": str(folder)}


def question(town: "Town", asker: Person | None = None, room: str = "choir", **arguments: Any) -> Matter:
    """A question that the member, or another, has just asked at the north area."""
    actor = asker or town.member
    asking: Any = import_module(f"unionhall.rooms.{room}.procedure.asking")
    matter = new_matter(asking.ask, town.north, subject=actor)
    said = {"description": "When do we begin?", "since": timezone.localdate(), "reach": ""}
    asked: Matter = asking.ask(matter, actor=actor, **{**said, **arguments})
    return asked


def plan(town: "Town", place: Place | None = None, *, days: int = 30, actor: Person | None = None) -> Matter:
    """A plan that the steward, or another officer, has just written down, at the north area unless told."""
    until = timezone.localdate() + timedelta(days=days)
    matter = new_matter(planning.plan, place or town.north)
    written: Matter = planning.plan(matter, actor=actor or town.steward, what="A summer choir", until=until)
    return written
