"""The procedures in the docs are drawn from their declarations."""

import re
from pathlib import Path

import pytest

from unionhall.kernel.procedures.declaration import Procedure, procedures
from unionhall.kernel.procedures.drawing import draw

ROOMS = Path(__file__).parents[2] / "docs" / "rooms"


@pytest.mark.parametrize("procedure", procedures(), ids=lambda procedure: procedure.name)
def test_the_page_of_a_room_shows_its_procedure_as_declared(procedure: Procedure) -> None:
    page = (ROOMS / f"{procedure.name}.md").read_text()
    shown = re.search(rf"<!-- procedure {procedure.name} -->\n(.*?)<!-- end -->", page, re.DOTALL)
    assert shown, f"docs/rooms/{procedure.name}.md has no place for its procedure"
    assert shown[1].strip() == draw(procedure).strip(), f"run: unionhall procedures show {procedure.name}"
