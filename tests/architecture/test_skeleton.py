"""`make room NAME=choir` and `… SEALED=1` make one folder each, and the hall with them is sound."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.architecture.sources import HOUSE
from tests.plugin import MADE
from unionhall.catalogs import LANGUAGES, files, findings, sources
from unionhall.kernel.rooms import room

TREE = HOUSE.parents[1]
LONGEST = 250  # lines of code that a newcomer has to understand


@pytest.fixture
def a_fixture() -> None:
    """So that those of the rooms are known by their type."""


def own_tests() -> dict[str, Any]:
    """What the tests of both rooms say; they run here, in the hall that has them."""
    found: dict[str, Any] = {}
    for name in MADE:
        for path in sorted((folder(name) / "tests").glob("test_*.py")):
            said = vars(import_module(f"unionhall.rooms.{name}.tests.{path.stem}"))
            found |= {f"{each}_in_{name}": said[each] for each in said if each.startswith("test_")}
            found |= {each: said[each] for each in said if type(said[each]) is type(a_fixture)}
    return found


def folder(name: str) -> Path:
    return Path(room(name).path)


def texts(name: str) -> list[str]:
    files = (path for path in folder(name).rglob("*") if path.is_file())
    return [path.read_text() for path in files if path.suffix not in (".pyc", ".mo")]


globals().update(own_tests())


@pytest.mark.parametrize("name", MADE)
def test_no_trace_of_the_skeleton_is_left(name: str) -> None:
    assert not [text for text in texts(name) if "skeleton" in text.lower()]
    assert not [text for text in texts(name) if "only plain" in text or "only sealed" in text]
    assert any(f"{name}.answer" in text for text in texts(name))


def test_a_sealed_room_is_sealed_and_a_plain_one_is_not() -> None:
    assert {name: room(name).sealed for name in MADE} == MADE
    assert (folder("choir") / "procedure" / "planning.py").exists()
    assert not (folder("shelter") / "procedure" / "planning.py").exists()


def test_the_hall_with_the_new_rooms_passes_its_checks() -> None:
    call_command("check", fail_level="WARNING")


@pytest.mark.django_db(databases=("default", "owner"))
def test_their_tables_are_complete(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("makemigrations", *MADE, check_changes=True, dry_run=True)
    assert "No changes" in capsys.readouterr().out


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MADE)
def test_they_speak_every_language(name: str, language: str) -> None:
    scope = sources.Scope((folder(name),), folder(name) / "locale")
    catalog = files.read(scope.locale / language / "LC_MESSAGES" / "django.po", language)
    assert list(findings.find(catalog, sources.extract(scope, folder(name).parents[1]))) == []
    others = HOUSE.glob(f"**/locale/{language}/LC_MESSAGES/django.po")
    house = {str(path): files.read(path, language) for path in others if "skeleton" not in path.parts}
    assert list(findings.find_differing({**house, name: catalog})) == []


@pytest.mark.parametrize("name", MADE)
def test_they_are_short_and_written_in_our_style(name: str) -> None:
    for words in (["check"], ["format", "--check"]):
        command = [sys.executable, "-m", "ruff", *words, "--config", str(TREE / "pyproject.toml")]
        done = subprocess.run([*command, str(folder(name))], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
    code = [path for path in folder(name).rglob("*.py") if not {"tests", "migrations"} & set(path.parts[-2:])]
    assert sum(len(path.read_text().splitlines()) for path in code) <= LONGEST
