"""What the tests of this room share."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone, translation

from unionhall.rooms.mediation.tests import dispute

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture
def scene(town: "Town") -> dispute.Scene:
    return dispute.scene(town)


@pytest.fixture
def it_is(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets what time it is in the hall."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A test that reads a page in Chinese leaves the next one in English."""
    with translation.override("en"):
        yield
