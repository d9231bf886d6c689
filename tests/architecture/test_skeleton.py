"""`make room NAME=choir` makes one folder, and the hall with it is sound."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import HOUSE

pytestmark = pytest.mark.slow("a copy of the program runs its commands and its own tests")
TREE = HOUSE.parents[1]
BESIDE = ("tests", "conftest.py", "pyproject.toml")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with a room called choir."""
    made = tmp_path_factory.mktemp("checkout")
    shutil.copytree(TREE / "src", made / "src", ignore=shutil.ignore_patterns("__pycache__"))
    before = _files(made)
    unionhall(made, "room", "choir")
    new = _files(made) - before
    assert new
    assert {path.parts[:4] for path in new} == {("src", "unionhall", "rooms", "choir")}
    return made


def _files(folder: Path) -> set[Path]:
    return {
        path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"
    }


def unionhall(checkout: Path, *words: str) -> str:
    """What the command says in that checkout."""
    return python(checkout, "-m", "unionhall", *words)


def python(checkout: Path, *words: str) -> str:
    own = {"PYTHONPATH": str(checkout / "src"), "UNIONHALL_HOME": str(checkout / "home")}
    done = subprocess.run(
        [sys.executable, *words],
        cwd=checkout,
        env=os.environ | own,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_no_trace_of_the_skeleton_is_left(copy: Path) -> None:
    room = copy / "src" / "unionhall" / "rooms" / "choir"
    texts = [path.read_text() for path in room.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert not [text for text in texts if "skeleton" in text.lower()]
    assert any("choir.answer" in text for text in texts)


def test_the_hall_with_the_new_room_passes_its_checks(copy: Path) -> None:
    assert "no issues" in unionhall(copy, "check")


def test_the_new_rooms_tables_are_complete(copy: Path) -> None:
    arguments = ("manage", "makemigrations", "choir", "--check", "--dry-run")
    assert "No changes" in unionhall(copy, *arguments)


def test_the_new_room_speaks_every_language(copy: Path) -> None:
    found = python(copy, "-c", "from unionhall import catalogs; print(*catalogs.unfinished(), sep='\\n')")
    assert "choir" not in found


def test_the_new_rooms_own_tests_pass(copy: Path) -> None:
    for name in BESIDE:
        source, target = TREE / name, copy / name
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    assert "10 passed" in python(
        copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "src/unionhall/rooms/choir"
    )
