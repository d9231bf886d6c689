"""The table of ASVS 5.0 is whole, and what it names exists."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECURITY = ROOT / "docs" / "security"
NUMBERS = Path(__file__).parent / "data" / "asvs-5.0.txt"
STATES = {"met", "met, untested", "not applicable", "not met"}
LEVELS_ONE_AND_TWO, OF_LEVEL_THREE = 253, 3


def rows() -> list[list[str]]:
    """Number, what it asks, state, where or why, test."""
    lines = [line for page in sorted(SECURITY.glob("asvs/*.md")) for line in page.read_text().splitlines()]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if re.match(r"\| \d", line)]


def numbers() -> list[str]:
    """Those of the standard, from its sections with their first and last."""
    lines = [line.split() for line in NUMBERS.read_text().splitlines() if not line.startswith("#")]
    return [
        f"{section}.{item}" for section, first, last in lines for item in range(int(first), int(last) + 1)
    ]


@cache
def found(path: str) -> Path | None:
    places = [ROOT / path, ROOT / "src" / "unionhall" / path]
    return next((place for place in places if place.exists()), None)


def test_each_number_of_the_standard_is_there_once() -> None:
    assert len(numbers()) == len(set(numbers())) == LEVELS_ONE_AND_TWO + OF_LEVEL_THREE
    assert sorted(row[0] for row in rows()) == sorted(numbers())


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_each_says_where_or_why_and_what_it_names_exists(row: list[str]) -> None:
    _number, asks, state, where, tests = row
    assert asks
    assert where
    assert state in STATES
    assert bool(tests) or state != "met"
    named = re.findall(r"`([\w./-]+\.(?:py|md|lock|txt))`", where)
    assert [path for path in named if found(path) is None] == []
    for path, name in re.findall(r"`([\w./-]+)::(\w+)`", tests):
        file = found(path)
        assert file is not None, path
        assert re.search(rf"^def {name}\(", file.read_text(), re.MULTILINE), name


def test_every_page_of_security_is_in_the_index_and_the_index_in_the_readme() -> None:
    listed = (SECURITY / "README.md").read_text()
    pages = [page.name for page in SECURITY.glob("*.md") if page.name != "README.md"]
    assert [name for name in pages if f"({name})" not in listed] == []
    assert "(docs/security)" in (ROOT / "README.md").read_text()
