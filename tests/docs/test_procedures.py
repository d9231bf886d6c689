"""The procedures in the docs are drawn from their declarations."""

from pathlib import Path

import pytest

from unionhall.kernel.procedures.declaration import Procedure, procedures
from unionhall.kernel.procedures.drawing import drawn_in

ROOMS = Path(__file__).parents[2] / "docs" / "rooms"


@pytest.mark.parametrize("procedure", procedures(), ids=str)
def test_the_page_of_a_room_shows_its_procedure(procedure: Procedure) -> None:
    mark = f"<!-- procedure {procedure.name} {procedure.kind}".strip() + " -->"
    assert mark in (ROOMS / f"{procedure.name}.md").read_text()


@pytest.mark.parametrize("page", sorted(ROOMS.glob("*.md")), ids=lambda page: page.stem)
def test_each_procedure_is_shown_as_declared(page: Path) -> None:
    assert drawn_in(page.read_text()) == page.read_text(), f"run: unionhall procedures write {page.name}"
