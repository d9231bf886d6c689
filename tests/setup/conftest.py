"""Halls for the tests of setting up."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.setup.halls import Hall


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A hall that is not yet open; whatever runs in it is ended after the test."""
    one = Hall(tmp_path / "home")
    yield one
    one.close()
    for number in one.processes():
        one.kill(number)
