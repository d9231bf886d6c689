"""How long a file is, what it is called, and which words it uses."""

import re
from collections.abc import Callable
from pathlib import Path

from tests.architecture.sources import HOUSE, files, names

LONGEST = 300
EMPTY_NAMES = {"utils", "helpers", "services", "managers", "common", "misc", "base", "core", "lib", "tools"}
OTHER_WORDS = re.compile(r"\b(ticket|entity|entities|processor|info|data|helper|util)s?\b")
SUFFIXES = ("Manager", "Service", "Helper", "Processor", "Handler", "Util", "Utils", "Object", "Info", "Data")
# Names that Django chose, and the service that a union offers in its catalogue.
GIVEN = {"PersonManager", "Service", "cleaned_data", "raw_data", "receive_data_chunk"}
GIVEN_FILES = ["database/patient/base.py"]
GIVEN_IN = {"forms": {"data"}, "settings": {"DATA_UPLOAD_MAX_MEMORY_SIZE"}}
FOREIGN_PATH = re.compile(r"/(work|home/[a-z]+|root/[a-z]+|tmp/(brief|lead))/")
TEXTS = {".py", ".md", ".toml", ".html", ".txt", ".po", ".css", ".js"}


def test_no_file_is_longer_than_a_sitting() -> None:
    assert _found(lambda path: len(path.read_text().splitlines()) > LONGEST) == []


def test_a_module_is_named_after_what_it_does() -> None:
    assert _found(lambda path: path.stem in EMPTY_NAMES or path.parent.name in EMPTY_NAMES) == GIVEN_FILES


def test_the_code_says_what_a_member_would_say() -> None:
    assert {name: words for path in files() for name, words in [(_of(path), _strange(path))] if words} == {}


def test_the_tree_knows_no_machine() -> None:
    """No path of the machine it was written on stands in the program, the tests or the documents."""
    tree = HOUSE.parents[1]
    kept = [
        path for kind in ("src", "tests", "docs", "bench", "examples") for path in (tree / kind).rglob("*")
    ]
    texts = [path for path in kept if path.suffix in TEXTS and path != Path(__file__)]
    assert [str(path) for path in texts if FOREIGN_PATH.search(path.read_text(encoding="utf-8"))] == []


def _found(is_wrong: Callable[[Path], bool]) -> list[str]:
    return [_of(path) for path in files() if is_wrong(path)]


def _of(path: Path) -> str:
    return str(path.relative_to(HOUSE))


def _strange(path: Path) -> list[str]:
    """Names with a word or an ending that says nothing; settings have Django's names."""
    ours = {
        name for name in names(path) if name not in GIVEN and not (path.stem == "settings" and name.isupper())
    }
    return sorted(name for name in ours if OTHER_WORDS.search(_apart(name)) or name.endswith(SUFFIXES))


def _apart(name: str) -> str:
    """`TicketEntity` and `ticket_entity` as `ticket entity`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", name).lower()
