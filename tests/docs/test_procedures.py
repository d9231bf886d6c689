"""The procedures in the docs are drawn from their declarations."""

from pathlib import Path

import pytest

from unionhall.kernel.procedures.declaration import Procedure, procedures
from unionhall.kernel.procedures.drawing import drawn_in
from unionhall.kernel.rooms import Room, rooms

PAGES = Path(__file__).parents[2] / "docs" / "rooms"


def page_of(room: Room) -> Path:
    """The page of a room: in the docs, or in its own folder."""
    inside = Path(room.path) / "README.md"
    return inside if inside.exists() else PAGES / f"{room.label}.md"


@pytest.mark.parametrize("procedure", procedures(), ids=str)
def test_the_page_of_a_room_shows_its_procedure(procedure: Procedure) -> None:
    mark = f"<!-- procedure {procedure.name} {procedure.kind}".strip() + " -->"
    assert mark in page_of(procedure.room).read_text()


@pytest.mark.parametrize("room", list(rooms()), ids=lambda room: room.label)
def test_each_procedure_is_shown_as_declared(room: Room) -> None:
    page = page_of(room)
    assert drawn_in(page.read_text()) == page.read_text(), f"run: unionhall procedures write {page.name}"
