"""What people type leads first to what they mean, in three languages and in spite of slips: `asked.tsv`."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.town import build
from unionhall.kernel.web import offers
from unionhall.rooms.desk.catalogue import load_starter

if TYPE_CHECKING:
    from tests.town import Town

FILE = Path(__file__).with_name("asked.tsv")
LEAST = 0.95


@pytest.fixture(scope="module")
def _loaded(lasting_db: None) -> "Town":
    town = build()
    load_starter()
    return town


def lines() -> list[tuple[str, set[str]]]:
    """What is asked, and the addresses of which one must come first."""
    told = (line.split("\t") for line in FILE.read_text().splitlines() if not line.startswith("#"))
    return [(asked, set(meant.split())) for asked, meant in told]


@pytest.mark.usefixtures("_loaded", "db")
def test_nearly_everything_asked_leads_first_to_what_was_meant() -> None:
    asked, wrong = lines(), []
    for words, meant in asked:
        first = next((offer.url for offer in offers.find(words)), "nothing")
        if first not in meant:
            wrong.append(f"{words}: {first}, not {' or '.join(meant)}")
    share = 1 - len(wrong) / len(asked)
    print(f"{share:.1%} of {len(asked)} lead there first", *wrong, sep="\n")
    assert share >= LEAST, wrong
