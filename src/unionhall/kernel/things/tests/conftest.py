"""Venues, in which these tests try things that belong to places."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from unionhall.kernel.things.declaration import Things


@pytest.fixture
def venues(db: None) -> Iterator["Things"]:
    from unionhall.kernel.things.tests.venues import declared

    with declared() as things:
        yield things
