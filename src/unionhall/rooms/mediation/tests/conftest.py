"""What the tests of this room share."""

from typing import TYPE_CHECKING

import pytest

from unionhall.rooms.mediation.tests import dispute

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture
def scene(town: "Town") -> dispute.Scene:
    return dispute.scene(town)
