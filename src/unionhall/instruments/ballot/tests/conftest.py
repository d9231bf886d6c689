"""Elections that tests only read: in a browser, in vectors, kept by belenios-tool, and finished in Python."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from unionhall.instruments.ballot.tests.booth import Booth, open_booth
from unionhall.instruments.ballot.tests.building import Poll, finished
from unionhall.instruments.ballot.tests.tool import ToolElection
from unionhall.instruments.ballot.tests.vectors_kept import VECTORS


@pytest.fixture(scope="session")
def poll() -> Poll:
    return finished(holders=("single", "threshold"))


@pytest.fixture(scope="module")
def booth(browser: Browser) -> Iterator[Booth]:
    opened = open_booth(browser)
    yield opened
    opened.page.close()


@pytest.fixture(scope="session")
def known() -> dict[str, Any]:
    """The fixed election: `info`, `randoms` and the texts of the election and both ballots."""
    texts = {
        name: (VECTORS / f"{name}.json").read_text("utf-8") for name in ("election", "ballot1", "ballot2")
    }
    numbers = json.loads((VECTORS / "randoms.json").read_text())
    return {"info": json.loads((VECTORS / "info.json").read_text()), "randoms": numbers, **texts}


@pytest.fixture
def kept(tmp_path: Path) -> ToolElection:
    """A folder for an election that the tool keeps."""
    return ToolElection(tmp_path)


@pytest.fixture(scope="session")
def side_file(poll: Poll) -> bytes:
    return poll.side_file()
