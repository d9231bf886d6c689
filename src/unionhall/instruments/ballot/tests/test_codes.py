"""Every refusal has a code that the pages have words for, and none is listed that never happens."""

import json
import re

import pytest

from unionhall.instruments.ballot.single_file import IMPORT, MODULES
from unionhall.instruments.ballot.tests.booth import Booth

GIVEN = re.compile(r'"(?P<kind>[a-z]+)",\s*"(?P<code>[a-z]+(?:-[a-z]+)*)"')

FORBIDDEN = re.compile(
    r"\b(fetch|XMLHttpRequest|WebSocket|sendBeacon|innerHTML|eval|Math\.random|console|localStorage)\b"
)


@pytest.mark.browser
def test_the_listed_codes_are_those_that_are_given(booth: Booth) -> None:
    listed = booth.run('const { CODES } = await load("refusals"); return CODES;')
    texts = [path.read_text() for path in MODULES.glob("*.js") if path.name != "refusals.js"]
    given = {(found["kind"], found["code"]) for text in texts for found in GIVEN.finditer(text)}
    kinds = {(kind, code) for kind, code in given if kind in listed}
    assert kinds == {(kind, code) for kind, codes in listed.items() for code in codes}


@pytest.mark.browser
def test_a_refusal_says_its_kind_code_and_place(booth: Booth) -> None:
    said = booth.run(
        """const { Refused } = await load("refusals");
           const error = new Refused("ballot", "ballot-proof", "question 2");
           const { kind, code, where, message, name } = error;
           return JSON.stringify([error instanceof Error, kind, code, where, message, name]);"""
    )
    assert json.loads(said) == [
        True, "ballot", "ballot-proof", "question 2", "ballot/ballot-proof question 2", "Refused",
    ]  # fmt: skip


def test_no_module_is_longer_than_a_sitting() -> None:
    lengths = {path.name: len(path.read_text().splitlines()) for path in MODULES.glob("*.js")}
    assert {name: length for name, length in lengths.items() if length > 150} == {}


def test_no_module_asks_the_network_or_writes_into_the_page() -> None:
    """What a voter chose leaves these modules only as what the page is handed."""
    assert {name for name, text in code().items() if FORBIDDEN.search(text)} == set()


@pytest.mark.parametrize("line", ["fetch(url);", "x.innerHTML = y;", "Math.random()", "localStorage.a"])
def test_such_a_line_would_be_found(line: str) -> None:
    assert FORBIDDEN.search(without_comments(f"// one\nconst a = 1; /* two */\n{line}\n"))
    assert not FORBIDDEN.search(without_comments(f"// {line}\n/* {line}\n */\n"))


def test_everything_imported_is_used() -> None:
    unused = {
        (name, each)
        for name, text in code().items()
        for found in IMPORT.finditer(text)
        for each in re.findall(r"(\w+)\s*(?:,|$)", found[1].strip())
        if len(re.findall(rf"\b{each}\b", text)) < 2
    }
    assert unused == set()


def code() -> dict[str, str]:
    """The text of each module without its comments, by file name; scripts of pages (`…_page.js`) left out."""
    paths = (path for path in MODULES.glob("*.js") if not path.stem.endswith("_page"))
    return {path.name: without_comments(path.read_text()) for path in paths}


def without_comments(text: str) -> str:
    return re.sub(r"/\*(?s:.*?)\*/|//[^\n]*", "", text)
