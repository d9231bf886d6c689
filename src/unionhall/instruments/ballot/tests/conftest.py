"""One finished election for all tests that only read it."""

import pytest

from unionhall.instruments.ballot.tests.building import Poll, finished


@pytest.fixture(scope="session")
def poll() -> Poll:
    return finished(holders=("single", "threshold"))


@pytest.fixture(scope="session")
def side_file(poll: Poll) -> bytes:
    return poll.side_file()
