"""The town as a fixture; a plugin, so that its models load after Django."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture
def town(db: None) -> "Town":
    """A small union in the database, gone after the test."""
    from tests.town import build

    return build()
