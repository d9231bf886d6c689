"""Decisions are kept, a page each."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "decisions"
PAGES = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")


def test_each_is_in_the_list() -> None:
    listed = (FOLDER / "README.md").read_text()
    assert [page.name for page in PAGES if f"({page.name})" not in listed] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_says_what_was_decided_why_and_what_it_costs(page: Path) -> None:
    text = page.read_text()
    assert text.startswith("# ")
    assert [part for part in ("Decided", "Why", "Costs") if f"**{part}:**" not in text] == []
